import { addDays, type CivilDate, civilDateOf, startOfDay } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import type { Context } from '../../../platform/context.ts';
import { declaredVocabulary, type Evaluation, loadCalendars, loadVersions } from '../../../platform/duties/public.ts';
import { asOfErrors } from './errors.ts';

/** The moment at which a day is looked at: its end, today now. Throws AS_OF_FUTURE. */
export function endOf(ctx: Context, day: CivilDate): Date {
  const now = ctx.clock.now();
  const today = civilDateOf(now, ctx.zone);
  if (day > today) return fail(asOfErrors.AS_OF_FUTURE({ today }, 'day'));
  return day === today ? now : startOfDay(addDays(day, 1), ctx.zone);
}

/** What was computed at `asOf` from what was known at `known`: duties are a pure function of it (docs/rules.md). */
export async function evaluationAt(ctx: Context, asOf: Date, known: Date): Promise<Evaluation> {
  const [versions, calendars] = [await loadVersions(ctx.db, known), await loadCalendars(ctx.db, known)];
  return { vocabulary: declaredVocabulary(), versions, calendars, asOf, known, zone: ctx.zone };
}
