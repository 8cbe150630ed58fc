import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import { belongsTo, mainPostOn } from '../roster-filter.ts';

/**
 * 依据 DAY-1: writes who is expected at these meetings, as the appointments of the day are; later changes of post do not
 * change the sheet. Who is on approved leave is excused from the beginning.
 */
export async function freezeRosters(db: Db, meetingIds: readonly number[]): Promise<void> {
  await sql`
    insert into meeting_attendance (meeting_id, staff_id, post, status, reason)
    select m.id, s.id, a.post, case when l.no is null then 'expected' else 'excused' end, l.no
    from meeting m
    join institution i on i.id = m.institution_id
    join staff s on s.institution_ord >= i.ord and s.institution_ord < i.ord_until
      and (s.left_on is null or s.left_on > m.biz_date)
    cross join lateral (${mainPostOn(sql`s.id`, sql`m.biz_date`)}) a
    left join lateral (${leaveOn(sql`s.id`, sql`m.biz_date`)}) l on true
    where m.id = any(${meetingIds}::bigint[]) and ${belongsTo(sql`m.attendees`, sql`a.role`)}
    on conflict do nothing`.execute(db);
}

/** When a meeting is over: who has not signed in was on leave meanwhile approved, or absent. */
export async function settleSheet(db: Db, meetingIds: readonly number[]): Promise<void> {
  await sql`
    update meeting_attendance t
    set status = case when o.leave_no is null then 'absent' else 'excused' end,
      reason = coalesce(t.reason, o.leave_no)
    from (
      select a.meeting_id, a.staff_id, l.no as leave_no
      from meeting_attendance a
      join meeting m on m.id = a.meeting_id
      left join lateral (${leaveOn(sql`a.staff_id`, sql`m.biz_date`)}) l on true
      where a.meeting_id = any(${meetingIds}::bigint[]) and a.status = 'expected'
    ) o
    where t.meeting_id = o.meeting_id and t.staff_id = o.staff_id`.execute(db);
}

const leaveOn = (staffId: ReturnType<typeof sql>, day: ReturnType<typeof sql>) => sql`
  select no from leave where staff_id = ${staffId} and state in ('approved', 'returned')
    and from_date <= ${day} and to_date >= ${day} limit 1`;
