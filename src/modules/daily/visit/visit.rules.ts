import type { Problem } from '../../../kernel/errors/public.ts';
import type { FactDraft, Moment, RowOf } from '../../../kernel/register/public.ts';
import { dailyErrors } from '../errors.ts';
import type { visitFields } from './visit.fields.ts';

export type VisitState = 'draft' | 'submitted' | 'confirmed' | 'returned' | 'retracted';
export type VisitRow = RowOf<typeof visitFields, VisitState>;

export function checkVisit(row: VisitRow, { now }: Moment): Problem[] {
  const problems: Problem[] = [];
  if (row.occurred_at > now) problems.push(dailyErrors.VISIT_IN_FUTURE(undefined, 'occurred_at'));
  if (row.next_on && row.next_on < row.biz_date) problems.push(dailyErrors.VISIT_NEXT_EARLY(undefined, 'next_on'));
  return problems;
}

/** 依据 DAY-7, CUS-1: the visit as a contact in person, which occurred when the visit did. */
export function contactOf(row: VisitRow): FactDraft {
  return {
    key: row.no,
    subject_id: row.customer_id,
    actor_id: row.staff_id,
    institution_id: row.institution_id,
    occurred_at: row.occurred_at,
    method: 'visit',
    reason: row.purpose,
    result: row.result,
    retracted: row.state === 'retracted',
  };
}

/** 依据 DAY-7: the record was handed in. Each time is a fact of its own, because each has to be reviewed. */
export function submissionOf(row: VisitRow): FactDraft {
  return {
    key: submissionKey(row),
    ref: row.no,
    subject_id: row.customer_id,
    actor_id: row.staff_id,
    institution_id: row.institution_id,
    occurred_at: row.submitted_at ?? row.recorded_at,
    retracted: row.state === 'retracted',
  };
}

/** 依据 DAY-8: a superior has dealt with the last submission. */
export function reviewOf(row: VisitRow): FactDraft {
  return {
    key: submissionKey(row),
    ref: submissionKey(row),
    subject_id: row.customer_id,
    actor_id: row.reviewed_by,
    institution_id: row.institution_id,
    occurred_at: row.reviewed_at ?? row.recorded_at,
    method: row.state,
    reason: row.comment,
  };
}

export function submissionKey({ no, submissions }: Pick<VisitRow, 'no' | 'submissions'>): string {
  return `${no}/${submissions}`;
}

/**
 * When something that is done in this moment occurred. Rules read what occurred strictly before the moment at which
 * they are evaluated, so that an act of exactly now would settle its duty only with the next one. Never before
 * `notBefore`: a record answers the visit that precedes it.
 */
export function doneAt({ now }: Pick<Moment, 'now'>, notBefore?: Date): Date {
  const justNow = new Date(now.getTime() - 1);
  return notBefore && justNow < notBefore ? notBefore : justNow;
}
