import { endOfDay } from '../../../kernel/calendar/index.ts';
import type { Problem } from '../../../kernel/errors/public.ts';
import type { FactDraft, Moment, RowOf } from '../../../kernel/register/public.ts';
import { dailyErrors } from '../errors.ts';
import { doneAt } from '../visit/visit.rules.ts';
import type { logFields } from './log.fields.ts';

export type LogState = 'draft' | 'submitted' | 'read';
export type LogRow = RowOf<typeof logFields, LogState>;

export function checkLog({ biz_date, needs_help, problems }: LogRow, { today }: Moment): Problem[] {
  const found: Problem[] = [];
  if (biz_date > today) found.push(dailyErrors.LOG_IN_FUTURE(undefined, 'biz_date'));
  if (needs_help && !problems) found.push(dailyErrors.LOG_PROBLEM_MISSING(undefined, 'problems'));
  return found;
}

/** The last moment of the day, or now while the day lasts: a log is of its day, whenever it is written. */
export function withinDay(row: Pick<LogRow, 'biz_date'>, moment: Pick<Moment, 'now' | 'zone'>): Date {
  const last = new Date(endOfDay(row.biz_date, moment.zone).getTime() - 1);
  const now = doneAt(moment);
  return now < last ? now : last;
}

/** 依据 DAY-10: handed in, when it was; the superior's time for reading runs from here. */
export function submissionOf(row: LogRow): FactDraft {
  return { ...common(row), occurred_at: row.submitted_at ?? row.recorded_at, retracted: row.state === 'draft' };
}

/** 依据 DAY-9, DAY-10: the day's work is reported, by the log of that day. */
export function reportOf(row: LogRow, moment: Moment): FactDraft {
  return { ...common(row), occurred_at: withinDay(row, moment), method: 'log', retracted: row.state === 'draft' };
}

/** 依据 DAY-10: a superior has read it; his sentence goes with it. */
export function readingOf(row: LogRow): FactDraft {
  return {
    ...common(row),
    ref: row.no,
    actor_id: row.read_by,
    occurred_at: row.read_at ?? row.recorded_at,
    reason: row.comment,
  };
}

function common({ no, staff_id, institution_id }: LogRow) {
  return { key: no, subject_id: staff_id, actor_id: staff_id, institution_id };
}
