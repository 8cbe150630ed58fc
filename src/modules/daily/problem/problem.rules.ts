import type { FactDraft, RowOf } from '../../../kernel/register/public.ts';
import type { problemFields } from './problem.fields.ts';

export type ProblemState = 'raised' | 'reported' | 'answered' | 'heard';
export type ProblemRow = RowOf<typeof problemFields, ProblemState>;

export function raisingOf(row: ProblemRow): FactDraft {
  return { ...common(row), occurred_at: new Date(row.recorded_at.getTime() - 1), reason: row.description };
}

/** 依据 DAY-11: gone upward. */
export function reportingOf(row: ProblemRow): FactDraft {
  return {
    ...common(row),
    ref: row.no,
    actor_id: row.reported_by,
    occurred_at: row.reported_at ?? row.recorded_at,
    method: 'upward',
    reason: row.opinion,
  };
}

/** What the superior settles himself goes no further: it counts as reported with the answer. */
export function settlingOf(row: ProblemRow): FactDraft | null {
  if (row.reported_at) return null;
  return { ...answerOf(row), method: 'settled' };
}

/** 依据 DAY-11: the one who raised it has the result before him. */
export function answerOf(row: ProblemRow): FactDraft {
  return {
    ...common(row),
    ref: row.no,
    actor_id: row.answered_by,
    occurred_at: row.answered_at ?? row.recorded_at,
    result: row.answer,
  };
}

function common({ no, staff_id, institution_id }: ProblemRow) {
  return { key: no, subject_id: staff_id, actor_id: staff_id, institution_id };
}
