import { type CivilDate, periodOf } from '../../../kernel/calendar/index.ts';
import type { LimitRule } from '../../../kernel/rulebook/rule.ts';
import type { Rulebook } from '../../../kernel/rulebook/rulebook.ts';
import type { Tally } from '../../../platform/duties/public.ts';

/** Where the subjects of a limit stand now: how many it measures, how many are beyond it, how many come next. */
export type LimitStanding = {
  subjects: number;
  beyond: number;
  /** Not beyond, but one more (or one less) would be: one counted thing, of a share one percentage point. */
  near: number;
};

/** Wide enough that everything is beyond the bound. */
const EVERYTHING = 1_000_000_000;
const POINT = 0.01;

/** Counts the subjects beyond a limit, as a rulebook that rules from a day on would find them now. */
export type CountBeyond = (rulebook: Rulebook, from: CivilDate) => Promise<Tally>;

/**
 * 限额的现状: the engine's own question, asked of the limit itself, of the limit drawn one step tighter, and of one that
 * nobody keeps. What lies between the answers is near.
 */
export async function limitStanding(
  rule: LimitRule,
  rulebook: Rulebook,
  today: CivilDate,
  count: CountBeyond,
): Promise<{ standing: LimitStanding; tally: Tally }> {
  const from = 'fact' in rule.measure ? periodOf(rule.measure.period, today).start : today;
  const tightened = (by: number) => ({
    ...rulebook,
    rules: [{ ...rule, tolerance: { add: [rule.tolerance, -by] } }],
  });
  const tally = await count(rulebook, from);
  const within = await count(tightened(rule.measure.of ? POINT : 1), from);
  const { subjects } = await count(tightened(EVERYTHING), from);
  return { standing: { subjects, beyond: tally.subjects, near: within.subjects - tally.subjects }, tally };
}
