import type { Problem } from '../../../kernel/errors/public.ts';
import { type FactDraft, type Moment, type RowOf, registerErrors } from '../../../kernel/register/public.ts';
import { assessmentErrors } from '../errors.ts';
import type { measureFields } from './measure.fields.ts';

export type MeasureState = 'proposed' | 'issued' | 'replied' | 'accepted' | 'declined' | 'revoked';
export type MeasureRow = RowOf<typeof measureFields, MeasureState>;

/** What has happened lies before now: rules see a fact strictly after its moment. */
const justBefore = (now: Date) => new Date(now.getTime() - 1);

export function issued(_row: MeasureRow, { staffId, now }: Moment): Partial<MeasureRow> {
  return { issued_by: staffId, issued_at: justBefore(now) };
}

export function replied(_row: MeasureRow, { now }: Moment): Partial<MeasureRow> {
  return { replied_at: justBefore(now) };
}

export function decided(_row: MeasureRow, { staffId, now }: Moment): Partial<MeasureRow> {
  return { decided_by: staffId, decided_at: now };
}

/** A rectification must say what is to be put right, or nobody can accept it. */
export function demandsSomething({ rectifies, demand }: MeasureRow): Problem[] {
  if (!rectifies || demand) return [];
  return [registerErrors.FIELD_NEEDED({ field: '整改要求', action: '下达' }, 'demand')];
}

export function mayBeReplied({ rectifies }: MeasureRow): Problem[] {
  return rectifies ? [] : [assessmentErrors.MEASURE_NO_RECTIFICATION()];
}

/** The order of a rectification, from which a response rule counts its time (依据 ASM-4). */
export function orderedFact(row: MeasureRow): FactDraft {
  return { ...common(row), key: row.no, occurred_at: row.issued_at as Date };
}

/** Its acceptance, dated by when the person had done it: the superior's delay is not his. */
export function acceptedFact(row: MeasureRow): FactDraft {
  return { ...common(row), key: row.no, ref: row.no, occurred_at: row.replied_at as Date };
}

function common(row: MeasureRow) {
  return { subject_id: row.staff_id, actor_id: row.staff_id, institution_id: row.institution_id };
}
