import { sql } from 'kysely';
import { fail } from '../../../kernel/errors/public.ts';
import { registerErrors } from '../../../kernel/register/public.ts';
import { scoped, within } from '../../../platform/access/public.ts';
import { type Context, transact } from '../../../platform/context.ts';
import { audit } from '../../../platform/ledger/public.ts';
import { doneAt } from '../visit/visit.rules.ts';
import { followAttendance } from './attendance-fact.ts';
import { meetingErrors } from './errors.ts';
import { followExpectations } from './expectation.ts';
import type { Attendance } from './kinds.fields.ts';
import { meeting } from './meeting.register.ts';
import type { MeetingRow } from './meeting.rules.ts';

export type SheetLine = {
  staffId: number;
  no: string;
  name: string;
  post: string | null;
  status: Attendance;
  signedAt: Date | null;
  way: string | null;
  reason: string | null;
};

type Led = MeetingRow & { leads: boolean };

/** The meeting, for those who may read it or are on its sheet, and whether the principal leads it. Throws 404 else. */
export async function meetingInSight(ctx: Context, id: number): Promise<Led> {
  const { rows } = await sql<Led>`
    select m.*, ${within(ctx, meeting, meeting.actions.close.who, 'm')} as leads from meeting m
    where m.id = ${id} and (${scoped(ctx, meeting, { alias: 'm' })} or exists (
      select from meeting_attendance a where a.meeting_id = m.id and a.staff_id = ${ctx.principal?.staffId ?? null}))`.execute(
    ctx.db,
  );
  return rows[0] ?? fail(registerErrors.ROW_NOT_FOUND());
}

/** The same for what only its leaders may do. */
export async function meetingLed(ctx: Context, id: number, operation: string): Promise<Led> {
  const found = await meetingInSight(ctx, id);
  if (!found.leads) fail(registerErrors.ROW_NOT_ALLOWED({ operation }));
  return found;
}

/** 依据 DAY-4: the sign-in sheet, in the order of the institutions and numbers. */
export async function signInSheet(
  ctx: Context,
  { id }: { id: number },
): Promise<{ leads: boolean; items: SheetLine[] }> {
  const { leads } = await meetingInSight(ctx, id);
  const { rows } = await sql<SheetLine>`
    select a.staff_id as "staffId", s.no, s.name, a.post, a.status, a.signed_at as "signedAt", a.way, a.reason
    from meeting_attendance a join staff s on s.id = a.staff_id
    where a.meeting_id = ${id} order by s.institution_ord, s.no`.execute(ctx.db);
  return { leads, items: rows };
}

export type RollCall = {
  id: number;
  staff: number;
  status: Exclude<Attendance, 'expected'>;
  reason?: string | undefined;
};

/** 点名: the leader says of somebody that he was there, late, absent or excused; what was signed before is corrected. */
export function callRoll(ctx: Context, { id, staff, status, reason }: RollCall): Promise<{ status: Attendance }> {
  if (staff === ctx.principal?.staffId) fail(meetingErrors.ATTENDANCE_OWN());
  const away = status === 'absent' || status === 'excused';
  if (away && !reason) fail(meetingErrors.ATTENDANCE_REASON(undefined, 'reason'));
  return transact(ctx, async (inside) => {
    const led = await meetingLed(inside, id, '点名');
    if (led.state !== 'called' && led.state !== 'held') fail(meetingErrors.MEETING_FILED());
    const signedAt = await mark(inside, led, { staff, status, reason });
    await followAttendance(inside, led, { staffId: staff, signedAt, status }, { action: 'meeting.roll', reason });
    await followExpectations(inside, [id]);
    return { status };
  });
}

/** Writes the line; one who was there has been so since he signed, or since the beginning. Returns that instant. */
async function mark(
  { db, clock }: Context,
  { id, starts_at }: Led,
  { staff, status, reason }: Omit<RollCall, 'id'>,
): Promise<Date> {
  const seen = doneAt({ now: clock.now() }) < starts_at ? clock.now() : starts_at;
  const there = status === 'present' || status === 'late';
  const { rows } = await sql<{ signed_at: Date | null }>`
    update meeting_attendance
    set status = ${status}, way = 'roll', reason = ${reason ?? null},
      signed_at = case when ${there} then coalesce(signed_at, ${seen}) end
    where meeting_id = ${id} and staff_id = ${staff}
    returning signed_at`.execute(db);
  const line = rows[0] ?? fail(registerErrors.ROW_NOT_FOUND());
  return line.signed_at ?? seen;
}

/** Why the principal cannot come, or did not; whether that excuses him his leader decides. */
export function apologise(ctx: Context, { id, reason }: { id: number; reason: string }): Promise<{ reason: string }> {
  return transact(ctx, async (inside) => {
    const { institution_ord, state } = await meetingInSight(inside, id);
    if (state !== 'called' && state !== 'held') fail(meetingErrors.MEETING_FILED());
    const written = await sql`
      update meeting_attendance set reason = ${reason}
      where meeting_id = ${id} and staff_id = ${inside.principal?.staffId ?? null}
        and status in ('expected', 'absent')`.execute(inside.db);
    if (written.numAffectedRows === 0n) fail(meetingErrors.MEETING_NOT_EXPECTED());
    const detail = { reason };
    await audit(inside, {
      action: 'meeting.apologise',
      register: 'meeting',
      rowId: id,
      institutionOrd: institution_ord,
      detail,
    });
    return { reason };
  });
}
