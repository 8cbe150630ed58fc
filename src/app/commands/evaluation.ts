import { addDays, civilDateFrom, civilDateOf } from '../../kernel/calendar/index.ts';
import type { Context } from '../../platform/context.ts';
import {
  BANK_CALENDAR,
  declaredVocabulary,
  type Evaluation,
  loadCalendars,
  loadVersions,
} from '../../platform/duties/public.ts';
import { type Call, Refusal, UsageError } from '../command-line/command.ts';
import { parseMoment } from '../command-line/moment.ts';

/** The options that every command about duties at a moment takes. */
export const evaluationOptions = { 'as-of': { type: 'string' }, known: { type: 'string' } } as const;

export const evaluationHelp = [
  '  --as-of DATE[THH:MM]  截至该时点（只写日期即当日 00:00）',
  '  --known TIME          按该时点已入账的事实；省略时与 --as-of 相同',
];

/** The moment asked for and what was known then. Throws UsageError without `--as-of`. */
export function momentsOf({ options }: Call, zone: string): { asOf: Date; known: Date } {
  const asOfText = options['as-of'];
  if (typeof asOfText !== 'string') throw new UsageError('缺少 --as-of');
  const asOf = parseMoment(asOfText, '--as-of', zone);
  const known = typeof options.known === 'string' ? parseMoment(options.known, '--known', zone) : asOf;
  return { asOf, known };
}

/** The arguments of a pure evaluation. Throws Refusal where no rulebook was in force. */
export async function evaluationOf(ctx: Context, at: { asOf: Date; known: Date }): Promise<Evaluation> {
  const versions = await loadVersions(ctx.db, at.known);
  if (versions.length === 0)
    throw new Refusal('那时还没有发布任何制度：请先运行 zhanye init，或核对 --as-of 与 --known。');
  return { vocabulary: declaredVocabulary(), versions, zone: ctx.zone, ...at };
}

/** 依据 RUL-4: the years of the evaluation whose holidays were not published; what is answered for them is provisional. */
export async function provisionalYearsOf(ctx: Context, { versions, asOf, known, zone }: Evaluation): Promise<number[]> {
  const [first] = versions;
  if (!first) return [];
  const calendars = await loadCalendars(ctx.db, known);
  // A period counts once it began before the moment asked for: at midnight the new day is not part of it yet.
  const last = civilDateOf(new Date(asOf.getTime() - 1), zone);
  return calendars.at(BANK_CALENDAR, known).provisionalYears(civilDateFrom(first.effectiveOn), addDays(last, 1));
}

/** In words, or null where nothing is provisional. */
export function provisionalNote(years: readonly number[]): string | null {
  return years.length > 0 ? `注意：${years.join('、')} 年的日历未发布，按暂定日历计算。` : null;
}
