import { Decimal } from 'decimal.js';
import { type CivilDate, periodOf } from '../calendar/index.ts';
import type { Grade, GradeLevel } from '../rulebook/grade.ts';
import type { Score } from '../rulebook/score.ts';

/** A closed period's total of one person; `start` is the period's first day. */
export type ClosedTotal = { start: CivilDate; total: string };

export type GradeMove = 'rise' | 'keep' | 'fall' | 'exit';

export type GradeProposal = {
  move: GradeMove;
  from: GradeLevel;
  /** Null: out of the ladder. */
  to: GradeLevel | null;
  /** The closed periods that were looked at, oldest first. */
  looked: ClosedTotal[];
};

/**
 * 依据 ASM-10, ORG-6: what the closed periods say of a person's grade: one step at most, and only when the last k
 * consecutive ones since he got the grade all agree. Null while there are not so many. `since` is the first day in the
 * present grade; a period counts if it began then or later.
 */
export function proposeGrade(
  grade: Grade,
  kind: Score['period'],
  { level, since, closed }: { level: string | null; since: CivilDate | null; closed: readonly ClosedTotal[] },
): GradeProposal | null {
  const at = Math.max(
    0,
    grade.levels.findIndex(({ id }) => id === level),
  );
  const from = grade.levels[at];
  if (!from) throw new Error('a grade ladder has levels');
  const looked = lastConsecutive(closed, kind, since, grade.periods);
  if (looked === null) return null;
  const all = (agrees: (total: Decimal) => boolean) => looked.every(({ total }) => agrees(new Decimal(total)));
  const above = grade.levels[at + 1];
  if (above && all((total) => total.greaterThanOrEqualTo(grade.rise.atLeast))) {
    return { move: 'rise', from, to: above, looked };
  }
  if (all((total) => total.lessThan(grade.fall.below))) {
    const below = grade.levels[at - 1] ?? null;
    return { move: below ? 'fall' : 'exit', from, to: below, looked };
  }
  return { move: 'keep', from, to: from, looked };
}

/** The level whose authority decides: the higher of the two that are concerned (依据 ORG-4). */
export function decidingLevel(grade: Grade, { from, to }: Pick<GradeProposal, 'from' | 'to'>): GradeLevel {
  const height = (level: GradeLevel | null) => grade.levels.findIndex(({ id }) => id === level?.id);
  return to !== null && height(to) > height(from) ? to : from;
}

function lastConsecutive(
  closed: readonly ClosedTotal[],
  kind: Score['period'],
  since: CivilDate | null,
  count: number,
): ClosedTotal[] | null {
  const own = closed
    .filter(({ start }) => since === null || start >= since)
    .toSorted((a, b) => (a.start < b.start ? -1 : 1));
  const last = own.slice(-count);
  const consecutive = last.every(
    ({ start }, index) => index === 0 || periodOf(kind, last[index - 1]?.start ?? start).end === start,
  );
  return last.length === count && consecutive ? last : null;
}
