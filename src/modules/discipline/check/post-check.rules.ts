import type { Problem } from '../../../kernel/errors/public.ts';
import type { FactDraft, Moment, RowOf } from '../../../kernel/register/public.ts';
import { doneAt } from '../../daily/visit/visit.rules.ts';
import { disciplineErrors } from '../errors.ts';
import type { postCheckFields } from './post-check.fields.ts';

export type PostCheckState = 'drawn' | 'passed' | 'adverse' | 'charged' | 'excused' | 'dropped';
export type PostCheckRow = RowOf<typeof postCheckFields, PostCheckState>;

/** Found where he should be; which of the two, his outing says. */
export function found(row: PostCheckRow, moment: Moment): Partial<PostCheckRow> {
  return { ...checked(row, moment), outcome: row.outing_no === null ? 'on_post' : 'at_place' };
}

export function checked(_row: PostCheckRow, moment: Moment): Partial<PostCheckRow> {
  return { checked_at: doneAt(moment), checked_by: moment.staffId };
}

/** Checked on the day it was drawn for: later nobody can say where he was. */
export function onItsDay({ biz_date }: PostCheckRow, { today }: Moment): Problem[] {
  return biz_date === today ? [] : [disciplineErrors.POST_CHECK_OTHER_DAY()];
}

export function isAdverse(row: PostCheckRow, moment: Moment): Problem[] {
  const fine = row.outcome === 'on_post' || row.outcome === 'at_place';
  return [...onItsDay(row, moment), ...(fine ? [disciplineErrors.POST_CHECK_OUTCOME(undefined, 'outcome')] : [])];
}

export function answered(_row: PostCheckRow, { now }: Moment): Partial<PostCheckRow> {
  return { replied_at: now };
}

export function decided(_row: PostCheckRow, { now, staffId }: Moment): Partial<PostCheckRow> {
  return { decided_by: staffId, decided_at: now };
}

/** 依据 DAY-13: from then on the checker owes the check. */
export function drawnFact({
  no,
  checker,
  row,
  now,
}: {
  no: string;
  checker: number;
  row: { ordered_by: number; institution_id: number };
  now: Date;
}) {
  return {
    kind: 'check.drawn',
    subject: 'staff',
    key: no,
    subject_id: checker,
    actor_id: row.ordered_by,
    institution_id: row.institution_id,
    occurred_at: doneAt({ now }),
    fresh: true,
  } as const;
}

/** The draw withdrawn: nobody owes the check any more, and who gave it up has said why. */
export function droppedFact(row: PostCheckRow): FactDraft {
  const { key, subject_id, actor_id } = duty(row, row.ordered_by);
  return { key, subject_id, actor_id, occurred_at: doneAt({ now: row.recorded_at }), retracted: true };
}

/** The check was made, whatever it found. */
export function checkedFact(row: PostCheckRow): FactDraft {
  return {
    ...duty(row, row.checked_by),
    ref: row.no,
    institution_id: row.institution_id,
    occurred_at: row.checked_at ?? row.recorded_at,
    method: row.outcome,
  };
}

const duty = (row: PostCheckRow, actor: number | null) => ({
  key: row.no,
  subject_id: row.checker_id,
  actor_id: actor,
});
