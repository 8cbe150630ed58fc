import { Decimal } from 'decimal.js';
import type { Rulebook } from '../rulebook/rulebook.ts';

/** What a month's wage may be cut by: exact decimal texts, the share of 1, the wage in yuan. */
export type DeductionTerms = { share: string; minimumWage: string };

const SHARE = 'deduction.share';
const MINIMUM_WAGE = 'wage.minimum';

/** The rulebook's own terms; null where it names none: then nothing may be deducted. */
export function deductionTerms({ parameters }: Pick<Rulebook, 'parameters'>): DeductionTerms | null {
  const [share, minimum] = [parameters[SHARE], parameters[MINIMUM_WAGE]];
  return share && minimum ? { share: String(share.value), minimumWage: String(minimum.value) } : null;
}

/** The most that a month allows, in yuan to the fen, and never less than nothing. */
export function mostDeductible(wage: string, { share, minimumWage }: DeductionTerms): string {
  const byShare = new Decimal(wage).times(share);
  const aboveMinimum = new Decimal(wage).minus(minimumWage);
  return Decimal.max(0, Decimal.min(byShare, aboveMinimum)).toDecimalPlaces(2, Decimal.ROUND_DOWN).toFixed(2);
}

export type DeductionVerdict =
  | { allowed: true; left: string }
  | { allowed: false; why: 'noTerms' | 'wageUnknown' }
  /** `left` is what the month still allows. */
  | { allowed: false; why: 'beyond'; left: string };

/**
 * 依据 ASM-16: whether `amount` may be deducted from performance pay in a month of this wage in which `taken` was deducted
 * already, all in yuan. What is deducted in the month stays within the share of its wage and leaves the minimum wage;
 * where the wage or the terms are not known, nothing is deducted.
 */
export function judgeDeduction(
  { amount, taken, wage }: { amount: string; taken: string; wage: string | null },
  terms: DeductionTerms | null,
): DeductionVerdict {
  if (terms === null) return { allowed: false, why: 'noTerms' };
  if (wage === null) return { allowed: false, why: 'wageUnknown' };
  const left = Decimal.max(0, new Decimal(mostDeductible(wage, terms)).minus(taken)).toFixed(2);
  return new Decimal(amount).gt(left) ? { allowed: false, why: 'beyond', left } : { allowed: true, left };
}
