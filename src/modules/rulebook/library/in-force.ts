import { addDays, type CivilDate, type PeriodKind, periodOf, periodsBetween } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import type { Rule } from '../../../kernel/rulebook/rule.ts';
import type { RulebookVersion } from '../../../kernel/rulebook/rulebook.ts';
import type { Context } from '../../../platform/context.ts';
import { loadVersions } from '../../../platform/duties/public.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { dutyErrors } from '../errors.ts';

/** The version in force today. Throws RULEBOOK_MISSING. */
export async function rulebookInForce(ctx: Context): Promise<RulebookVersion> {
  return (
    versionOn(await loadVersions(ctx.db, ctx.clock.now()), momentOf(ctx).today) ?? fail(dutyErrors.RULEBOOK_MISSING())
  );
}

/** The version in force on a day, or undefined before the first. */
export function versionOn(versions: readonly RulebookVersion[], day: string): RulebookVersion | undefined {
  return versions.findLast((version) => version.effectiveOn <= day);
}

/** The period in progress by which a rule's duties are kept; a response duty is kept by its trigger's month. */
export function currentPeriod(rule: Rule, today: CivilDate): string {
  return periodOf(periodKind(rule), today).label;
}

/** The labels of the periods from the one that holds a day up to the one in progress. */
export function periodsSince(rule: Rule, since: CivilDate, today: CivilDate): string[] {
  return periodsBetween(periodKind(rule), since, addDays(today, 1)).map(({ label }) => label);
}

function periodKind(rule: Rule): PeriodKind {
  return rule.shape === 'recurring' ? rule.period : 'month';
}
