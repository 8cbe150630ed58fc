import { countedBy } from '../../../kernel/assess/due-measures.ts';
import { nextStep, rankOccasions } from '../../../kernel/assess/ladder.ts';
import type { RulebookVersion } from '../../../kernel/rulebook/rulebook.ts';
import type { Context } from '../../../platform/context.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { confirmedFaults } from '../settle/faults.ts';

export type LadderPosition = {
  ladder: string;
  clause: string;
  title: string;
  /** How many occasions count today. */
  rank: number;
  /** The step that the last of them called for; null: none yet. */
  step: string | null;
  /** What one more today would call for; null: still nothing. */
  next: string | null;
  steps: { title: string; from: number }[];
};

/** Where a person stands on every ladder in force, and what once more would mean (依据 ASM-4). */
export async function laddersOf(
  ctx: Context,
  staffId: number,
  versions: readonly RulebookVersion[],
): Promise<LadderPosition[]> {
  const { today, now } = momentOf(ctx);
  const inForce = versions.findLast(({ effectiveOn }) => effectiveOn <= today);
  const faults = (await confirmedFaults(ctx, staffId, versions)).map((fault) => ({
    ...fault,
    act: fault.act === null ? null : String(fault.act),
  }));
  return (inForce?.rulebook.ladders ?? []).map((ladder) => {
    const counted = countedBy(ladder.id, faults, versions);
    const next = nextStep(counted, ladder, { at: now, zone: ctx.zone });
    const rank = next.rank - 1;
    const last = rankOccasions(counted, ladder, ctx.zone).at(-1);
    return {
      ladder: ladder.id,
      clause: ladder.clause,
      title: ladder.title,
      rank,
      step: rank > 0 ? (last?.step?.title ?? null) : null,
      next: next.step?.title ?? null,
      steps: ladder.steps.map(({ title, from }) => ({ title, from })),
    };
  });
}
