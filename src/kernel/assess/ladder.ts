import { addDays, addMonths, type CivilDate, civilDateOf, startOfDay } from '../calendar/index.ts';
import type { Ladder, LadderStep, Span } from '../rulebook/ladder.ts';

/** A confirmed fault of one person that a ladder counts. `at` is when it was broken, `on` the civil day of that. */
export type LadderFault = { key: string; at: Date; on: CivilDate; act: string | null };

/** One occasion: a fault, or all faults of an act or of a day, dated and named by the first of them. */
export type Occasion = { key: string; at: Date; faults: string[] };

export type RankedOccasion = Occasion & {
  rank: number;
  /** Occasions that count, oldest first, this one last; as many as `rank`. */
  counted: string[];
  /** The step of this rank; null: the ladder does not begin yet. */
  step: LadderStep | null;
};

/**
 * Ranks the confirmed faults of one person, in whatever order they come (依据 ASM-4): each occasion at t counts the
 * occasions in `(t − window, t]`, from the last one on that came after so long a silence as `resetAfter` asks. Of one
 * instant the key decides. One fault more or less, also an old one, may rank every later one anew.
 */
export function rankOccasions(faults: readonly LadderFault[], ladder: Ladder, zone: string): RankedOccasion[] {
  const occasions = occasionsOf(faults, ladder.distinct);
  let first = 0;
  return occasions.map((occasion, index) => {
    const before = occasions[index - 1];
    if (before && ladder.resetAfter !== 'never' && before.at <= earlier(occasion.at, ladder.resetAfter, zone)) {
      first = index;
    }
    const opens = earlier(occasion.at, ladder.window, zone);
    const counted = occasions.slice(first, index + 1).filter(({ at }) => at > opens);
    return {
      ...occasion,
      rank: counted.length,
      counted: counted.map(({ key }) => key),
      step: stepOf(ladder, counted.length),
    };
  });
}

/** The step that a rank calls for: the last that begins at it or before. */
export function stepOf(ladder: Ladder, rank: number): LadderStep | null {
  return ladder.steps.findLast(({ from }) => from <= rank) ?? null;
}

/** What one more fault at this moment would call for; the step may be null, and k says which time it would be. */
export function nextStep(
  faults: readonly LadderFault[],
  ladder: Ladder,
  { at, zone }: { at: Date; zone: string },
): { rank: number; step: LadderStep | null } {
  // The highest code point: after every fault of the same instant.
  const next = { key: '\u{10ffff}', at, on: civilDateOf(at, zone), act: null };
  const ranked = rankOccasions([...faults, next], ladder, zone).find((one) => one.faults.includes(next.key));
  if (!ranked) throw new Error('every fault is ranked');
  return { rank: ranked.rank, step: ranked.step };
}

function occasionsOf(faults: readonly LadderFault[], distinct: Ladder['distinct']): Occasion[] {
  const groups = Map.groupBy(faults, ({ key, on, act }) => (distinct === 'date' ? on : (act ?? key)));
  return [...groups.values()]
    .map((group) => {
      const members = group.toSorted(byTime);
      const [head] = members;
      if (!head) throw new Error('a group has members');
      return { key: head.key, at: head.at, faults: members.map(({ key }) => key) };
    })
    .toSorted(byTime);
}

function byTime(a: { at: Date; key: string }, b: { at: Date; key: string }): number {
  return a.at.getTime() - b.at.getTime() || (a.key < b.key ? -1 : 1);
}

/** The same time of day so much earlier; a missing month-day becomes the month's last. */
function earlier(at: Date, span: Span, zone: string): Date {
  const day = civilDateOf(at, zone);
  const back = 'months' in span ? addMonths(day, -span.months) : addDays(day, -span.days);
  return new Date(startOfDay(back, zone).getTime() + at.getTime() - startOfDay(day, zone).getTime());
}
