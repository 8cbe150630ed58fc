import { type CivilDate, compare } from '../calendar/index.ts';
import type { Ladder, LadderStep } from '../rulebook/ladder.ts';
import type { ItemRef } from '../rulebook/points.ts';
import type { RulebookVersion } from '../rulebook/rulebook.ts';
import { type LadderFault, type RankedOccasion, rankOccasions } from './ladder.ts';

/** A confirmed fault with what a ladder recognises it by: the rule broken, or the item of a points table. */
export type CountedFault = LadderFault & { rule: string | null; item: ItemRef | null };

/** An occasion that a ladder ranks, by the version in force on its day. */
export type LadderOccasion = { ladder: Ladder; on: CivilDate; occasion: RankedOccasion };

/** The ladder's occasions whose rank calls for a step. */
export type DueMeasure = LadderOccasion & { step: LadderStep };

/**
 * 依据 ASM-4: what the ladders call for, by the version in force on each occasion's own day. A fault counts if the ladder
 * in force on its day names it, so that a new ladder looks at nothing before itself.
 */
export function dueMeasures(
  faults: readonly CountedFault[],
  versions: readonly RulebookVersion[],
  zone: string,
): DueMeasure[] {
  return ladderOccasions(faults, versions, zone).flatMap((one) =>
    one.occasion.step === null ? [] : [{ ...one, step: one.occasion.step }],
  );
}

function ladderOccasions(
  faults: readonly CountedFault[],
  versions: readonly RulebookVersion[],
  zone: string,
): LadderOccasion[] {
  return versions.flatMap((version) =>
    version.rulebook.ladders.flatMap((ladder) => {
      const counted = countedBy(ladder.id, faults, versions);
      const days = new Map(counted.map(({ key, on }) => [key, on]));
      return rankOccasions(counted, ladder, zone).flatMap((occasion) => {
        const on = days.get(occasion.key);
        return on !== undefined && rulesOn(version, on) ? [{ ladder, on, occasion }] : [];
      });
    }),
  );
}

/** The faults that the ladder of this id counts, each by the version of its own day. */
export function countedBy<F extends CountedFault>(
  ladderId: string,
  faults: readonly F[],
  versions: readonly RulebookVersion[],
): F[] {
  return faults.filter((fault) => {
    const version = versions.find((one) => rulesOn(one, fault.on));
    const ladder = version?.rulebook.ladders.find(({ id }) => id === ladderId);
    return ladder !== undefined && names(ladder, fault);
  });
}

function names({ counts }: Ladder, { rule, item }: CountedFault): boolean {
  if (rule !== null) return counts.rules.includes(rule);
  return counts.items.some((one) => one.table === item?.table && one.item === item.item);
}

function rulesOn({ effectiveOn, until }: RulebookVersion, day: CivilDate): boolean {
  return effectiveOn <= day && (until === null || compare(day, until as CivilDate) < 0);
}
