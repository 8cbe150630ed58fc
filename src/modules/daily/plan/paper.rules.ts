import {
  addDays,
  type CivilDate,
  endOfDay,
  type Period,
  type PeriodKind,
  periodOf,
  startOfDay,
} from '../../../kernel/calendar/index.ts';
import type { Problem } from '../../../kernel/errors/public.ts';
import type { FactDraft, Moment, RowOf } from '../../../kernel/register/public.ts';
import { dailyErrors } from '../errors.ts';
import { doneAt } from '../visit/visit.rules.ts';
import type { PaperKind, paperFields } from './paper.fields.ts';

export type PaperState = 'draft' | 'submitted' | 'read';
export type PaperRow = RowOf<typeof paperFields, PaperState>;

const SPANS = {
  weekPlan: 'week',
  monthPlan: 'month',
  monthReport: 'month',
  quarterReport: 'quarter',
} as const satisfies Record<PaperKind, PeriodKind>;

/** The period that a plan or report is of, the one in which `day` lies. */
export function periodOfPaper(kind: PaperKind, day: CivilDate): Period {
  return periodOf(SPANS[kind], day);
}

export function isReport(kind: PaperKind): boolean {
  return kind === 'monthReport' || kind === 'quarterReport';
}

/** A report is written when its period has begun; a plan may be written before. */
export function checkPaper({ kind, period_start }: PaperRow, { today }: Moment): Problem[] {
  const problems: Problem[] = [];
  if (periodOfPaper(kind, period_start).start !== period_start) {
    problems.push(dailyErrors.PAPER_PERIOD({ start: periodOfPaper(kind, period_start).start }, 'period_start'));
  }
  if (isReport(kind) && period_start > today) problems.push(dailyErrors.PAPER_EARLY(undefined, 'period_start'));
  return problems;
}

/** 依据 DAY-12: a plan or report counts for its own period, whether it is handed in before, in or after it. */
export function submissionOfPaper(row: PaperRow, moment: Moment): FactDraft {
  const { start, end } = periodOfPaper(row.kind, row.period_start);
  const first = startOfDay(start, moment.zone);
  const last = new Date(endOfDay(addDays(end, -1), moment.zone).getTime() - 1);
  const now = doneAt(moment);
  return {
    ...common(row),
    occurred_at: now < first ? first : now > last ? last : now,
    method: row.kind,
    retracted: row.state === 'draft',
  };
}

export function readingOfPaper(row: PaperRow): FactDraft {
  return {
    ...common(row),
    ref: row.no,
    actor_id: row.read_by,
    occurred_at: row.read_at ?? row.recorded_at,
    reason: row.comment,
  };
}

function common({ no, staff_id, institution_id }: PaperRow) {
  return { key: no, subject_id: staff_id, actor_id: staff_id, institution_id };
}
