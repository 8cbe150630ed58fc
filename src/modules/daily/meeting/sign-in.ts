import { fail } from '../../../kernel/errors/public.ts';
import { registerErrors } from '../../../kernel/register/public.ts';
import { type Context, transact } from '../../../platform/context.ts';
import { defineStatement } from '../../../platform/db/statement.ts';
import { localTime } from '../../../platform/duties/public.ts';
import { followAttendance } from './attendance-fact.ts';
import { meetingErrors } from './errors.ts';
import type { Attendance } from './kinds.fields.ts';
import { attendanceAt, type MeetingRow, opensAt } from './meeting.rules.ts';
import { assertCode } from './sign-in-code.ts';

/** What one person needs of a meeting to sign in. */
type Seat = Pick<
  MeetingRow,
  | 'id'
  | 'no'
  | 'kind'
  | 'state'
  | 'starts_at'
  | 'opens_before'
  | 'late_after'
  | 'sign_in'
  | 'institution_id'
  | 'institution_ord'
> & { status: Attendance; signed_at: Date | null };

const seatOf = defineStatement<Seat>(
  'daily.meeting-seat',
  `select m.id, m.no, m.kind, m.state, m.starts_at, m.opens_before, m.late_after, m.sign_in, m.institution_id,
     m.institution_ord, a.status, a.signed_at
   from meeting_attendance a join meeting m on m.id = a.meeting_id
   where a.meeting_id = $1 and a.staff_id = $2`,
);
const takeSeat = defineStatement<{ signed_at: Date }>(
  'daily.meeting-sign-in',
  `update meeting_attendance set status = $3, signed_at = $4, way = $5
   where meeting_id = $1 and staff_id = $2 and status in ('expected', 'excused')
     and exists (select from meeting where id = $1 and state = 'called')
   returning signed_at`,
);

export type SignedIn = { status: Attendance; signedAt: Date };

/**
 * 依据 DAY-1, DAY-4: the principal signs in, by his account alone or with the code on the screen of the room. Signing
 * twice answers the same. Throws when he is not expected, too early, too late, or the code is not the one shown.
 */
export async function signIn(ctx: Context, { id, code }: { id: number; code?: string | undefined }): Promise<SignedIn> {
  const staffId = ctx.principal?.staffId ?? fail(meetingErrors.MEETING_NOT_EXPECTED());
  const seat = (await seatOf(ctx.db, id, staffId))[0] ?? fail(meetingErrors.MEETING_NOT_EXPECTED());
  if (seat.signed_at !== null && seat.status !== 'absent') return { status: seat.status, signedAt: seat.signed_at };
  assertOpen(ctx, seat);
  if (seat.sign_in === 'code') await assertCode(ctx, id, code);
  const now = ctx.clock.now();
  const status = attendanceAt(seat, now);
  return transact(ctx, async (inside) => {
    const [taken] = await takeSeat(inside.db, id, staffId, status, now, seat.sign_in);
    if (!taken) return signedMeanwhile(inside, id, staffId);
    await followAttendance(
      inside,
      seat,
      { staffId, signedAt: now, status },
      { action: 'meeting.sign-in', fresh: true },
    );
    return { status, signedAt: now };
  });
}

/** Two devices at once, or a meeting closed in this very moment. */
async function signedMeanwhile(ctx: Context, id: number, staffId: number): Promise<SignedIn> {
  const seat = (await seatOf(ctx.db, id, staffId))[0] ?? fail(registerErrors.ROW_NOT_FOUND());
  if (seat.signed_at === null) return fail(meetingErrors.MEETING_OVER());
  return { status: seat.status, signedAt: seat.signed_at };
}

function assertOpen(ctx: Context, seat: Seat): void {
  if (seat.state !== 'called') fail(meetingErrors.MEETING_OVER());
  if (seat.status === 'absent') fail(meetingErrors.MEETING_MARKED_ABSENT());
  const opens = opensAt(seat);
  if (opens > ctx.clock.now())
    fail(meetingErrors.MEETING_NOT_OPEN({ time: localTime(opens, ctx.zone).replace('T', ' ') }));
}
