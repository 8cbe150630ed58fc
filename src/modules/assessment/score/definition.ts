import {
  addMonths,
  type CivilDate,
  type Period,
  periodOf,
  periodsBetween,
  startOfDay,
} from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import type { RulebookVersion } from '../../../kernel/rulebook/rulebook.ts';
import type { Score } from '../../../kernel/rulebook/score.ts';
import type { Context } from '../../../platform/context.ts';
import { loadVersions } from '../../../platform/duties/public.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { assessmentErrors } from '../errors.ts';

/** How far back periods are offered. */
const MONTHS_BACK = 24;

/** A score as it rules in one period: by the version in force on the period's first day. */
export type ScoredPeriod = { score: Score; version: RulebookVersion; period: Period; opens: Date; ends: Date };

/** The scores in force today. */
export async function scoresInForce(ctx: Context): Promise<Score[]> {
  const { now, today } = momentOf(ctx);
  const version = (await loadVersions(ctx.db, now)).findLast(({ effectiveOn }) => effectiveOn <= today);
  return version?.rulebook.scores ?? [];
}

/** The periods of a score up to the present one, newest first. */
export function periodsOf(kind: Score['period'], today: CivilDate): Period[] {
  return periodsBetween(kind, addMonths(today, -MONTHS_BACK), periodOf(kind, today).end).reverse();
}

/** Throws SCORE_UNKNOWN for what no rulebook had in that period, and for what is no period. */
export async function scoredPeriod(
  ctx: Context,
  { score: id, period: label }: { score: string; period: string },
): Promise<ScoredPeriod> {
  const { now, today } = momentOf(ctx);
  const versions = await loadVersions(ctx.db, now);
  const kind = versions.flatMap(({ rulebook }) => rulebook.scores).findLast((score) => score.id === id)?.period;
  const period = kind && periodsOf(kind, today).find((one) => one.label === label);
  const version = period && versions.findLast(({ effectiveOn }) => effectiveOn <= period.start);
  const score = version?.rulebook.scores.find((one) => one.id === id);
  if (!period || !version || score?.period !== kind) return fail(assessmentErrors.SCORE_UNKNOWN());
  return { score, version, period, opens: startOfDay(period.start, ctx.zone), ends: startOfDay(period.end, ctx.zone) };
}
