import type { Problem } from '../../../kernel/errors/public.ts';
import type { FactDraft, Moment, RowOf } from '../../../kernel/register/public.ts';
import { doneAt } from '../visit/visit.rules.ts';
import { noticeErrors } from './errors.ts';
import type { noticeFields } from './notice.fields.ts';

export type NoticeState = 'draft' | 'published' | 'withdrawn';
export type NoticeRow = RowOf<typeof noticeFields, NoticeState>;

export function checkNotice(row: NoticeRow): Problem[] {
  return row.must_read && !row.read_by ? [noticeErrors.NOTICE_READ_BY_NEEDED(undefined, 'read_by')] : [];
}

export function stillReadable(row: NoticeRow, { today }: Moment): Problem[] {
  return row.read_by && row.read_by < today ? [noticeErrors.NOTICE_READ_BY_PASSED(undefined, 'read_by')] : [];
}

/** 依据 DAY-17: a must-read reached somebody, who has until the end of a day to read it. */
export function deliveryOf(row: NoticeRow, staffId: number): FactDraft & { kind: string; subject: 'staff' } {
  return {
    kind: 'notice.issued',
    subject: 'staff',
    key: `${row.no}/${staffId}`,
    subject_id: staffId,
    actor_id: row.publisher_id,
    institution_id: row.institution_id,
    occurred_at: row.published_at ?? row.recorded_at,
    method: row.kind,
    reason: row.title,
    due_on: row.due_on,
    retracted: row.state === 'withdrawn',
  };
}

/** Somebody has read it, which answers that it reached him. */
export function readingOf(row: Pick<NoticeRow, 'no' | 'kind' | 'institution_id'>, staffId: number, at: Date) {
  return {
    kind: 'notice.read',
    key: `${row.no}/${staffId}`,
    ref: `${row.no}/${staffId}`,
    subject_id: staffId,
    actor_id: staffId,
    institution_id: row.institution_id,
    occurred_at: doneAt({ now: at }),
    method: row.kind,
  };
}
