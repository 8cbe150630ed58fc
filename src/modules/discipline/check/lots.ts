import { hash } from 'node:crypto';
import type { CivilDate } from '../../../kernel/calendar/index.ts';

/** What a seed is made of. Nobody knows the chain's head before the order, and nobody chooses the rest twice. */
export type SeedParts = {
  /** The audit chain's head when the draw was ordered, in hexadecimal. */
  chainHash: string;
  day: CivilDate;
  /** The institution's number. */
  institution: string;
  /** Which draw of that day and institution it is, from 1. */
  runningNo: number;
};

/** A candidate's lot: the lower, the earlier he is drawn. */
export type Lot = { no: string; lot: string };

/** sha256 of `hash|day|institution|number`, in hexadecimal: what `sha256sum` of that text says too. */
export function seedOf({ chainHash, day, institution, runningNo }: SeedParts): string {
  return hash('sha256', [chainHash, day, institution, runningNo].join('|'));
}

/** The staff numbers in the one order in which they are digested and kept. */
export function listed(candidates: readonly string[]): string {
  return candidates.toSorted().join(',');
}

export function digestOf(list: string): string {
  return hash('sha256', list);
}

/**
 * 依据 DAY-13: everybody's lot is sha256 of `seed|staff number`; the lowest are drawn. The order in which candidates are
 * given makes no difference, and one candidate more or less moves nobody else's lot.
 */
export function lotsOf(seed: string, candidates: readonly string[]): Lot[] {
  return candidates
    .map((no) => ({ no, lot: hash('sha256', `${seed}|${no}`) }))
    .toSorted((a, b) => (a.lot < b.lot ? -1 : 1));
}
