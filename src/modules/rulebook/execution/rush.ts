import { Decimal } from 'decimal.js';
import type { Rulebook } from '../../../kernel/rulebook/rulebook.ts';

/** When fulfilling is done for show: the last entry comes that late, for that share of what was fulfilled. */
export type RushTerms = { minutes: number; share: Decimal };

const MINUTES = 'execution.rush.minutes';
const SHARE = 'execution.rush.share';

/** The rulebook's own terms; null where it names none: then nothing is suspected of being done at the last moment. */
export function rushTerms({ parameters }: Rulebook): RushTerms | null {
  const [minutes, share] = [parameters[MINUTES], parameters[SHARE]];
  if (!minutes || !share) return null;
  return { minutes: Number(minutes.value), share: new Decimal(share.value) };
}

/** Whether what was fulfilled in time came, as good as always, at the last moment or afterwards (依据 RUL-7). */
export function isRushed({ timed, rushed }: { timed: number; rushed: number }, terms: RushTerms | null): boolean {
  return terms !== null && timed > 0 && terms.share.times(timed).lte(rushed);
}
