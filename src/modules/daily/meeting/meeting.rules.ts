import type { Problem } from '../../../kernel/errors/public.ts';
import type { FactDraft, Moment, RowOf } from '../../../kernel/register/public.ts';
import { doneAt } from '../visit/visit.rules.ts';
import { meetingErrors } from './errors.ts';
import type { Attendance } from './kinds.fields.ts';
import type { meetingFields } from './meeting.fields.ts';

export type MeetingState = 'called' | 'held' | 'filed' | 'cancelled';
export type MeetingRow = RowOf<typeof meetingFields, MeetingState>;

const MINUTE = 60_000;

type Timing = Pick<MeetingRow, 'starts_at' | 'opens_before' | 'late_after'>;

/** From when one may sign in. */
export function opensAt({ starts_at, opens_before }: Timing): Date {
  return new Date(starts_at.getTime() - opens_before * MINUTE);
}

/** What signing in now makes of somebody. */
export function attendanceAt({ starts_at, late_after }: Timing, now: Date): 'present' | 'late' {
  return now.getTime() > starts_at.getTime() + late_after * MINUTE ? 'late' : 'present';
}

export function hasBegun(row: MeetingRow, { now }: Moment): Problem[] {
  return row.starts_at > now ? [meetingErrors.MEETING_NOT_BEGUN()] : [];
}

/** 依据 DAY-1 … DAY-3: the meeting took place, when it was to begin. */
export function holdingOf(
  row: Pick<MeetingRow, 'no' | 'institution_id' | 'host_id' | 'starts_at' | 'kind'>,
): FactDraft {
  return {
    key: row.no,
    subject_id: row.institution_id,
    actor_id: row.host_id,
    institution_id: row.institution_id,
    occurred_at: row.starts_at,
    method: row.kind,
  };
}

/** 依据 DAY-4: its minutes are on file, which answers that it took place. */
export function filingOf(row: MeetingRow): FactDraft {
  return {
    key: row.no,
    ref: row.no,
    subject_id: row.institution_id,
    actor_id: row.filed_by,
    institution_id: row.institution_id,
    occurred_at: row.filed_at ?? row.recorded_at,
    method: row.kind,
  };
}

/** 依据 DAY-1: somebody is expected on the day of the session, from its first moment. */
export function expectationOf(
  {
    no,
    kind,
    institution_id,
    staff_id,
    withdrawn,
  }: { no: string; kind: string; institution_id: number; staff_id: number; withdrawn: boolean },
  dayBegins: Date,
): FactDraft & { kind: string } {
  return {
    kind: 'meeting.expected',
    key: seatOf(no, staff_id),
    subject_id: staff_id,
    institution_id,
    occurred_at: dayBegins,
    method: kind,
    retracted: withdrawn,
  };
}

/** Number of a person's line on the sheet of a session, under which he is expected and attends. */
const seatOf = (no: string, staffId: number): string => `${no}/${staffId}`;

/** 依据 DAY-1: somebody was there. A person who turns out not to have been there is withdrawn. */
export function attendanceOf(
  meeting: Pick<MeetingRow, 'no' | 'institution_id' | 'kind'>,
  { staffId, signedAt, status }: { staffId: number; signedAt: Date; status: Attendance },
): FactDraft & { kind: string } {
  return {
    kind: 'meeting.attended',
    key: seatOf(meeting.no, staffId),
    ref: seatOf(meeting.no, staffId),
    subject_id: staffId,
    actor_id: staffId,
    institution_id: meeting.institution_id,
    occurred_at: doneAt({ now: signedAt }),
    method: meeting.kind,
    result: status,
    retracted: status !== 'present' && status !== 'late',
  };
}
