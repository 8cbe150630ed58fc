import { sql } from 'kysely';
import type { CivilDate } from '../../../kernel/calendar/index.ts';
import { within } from '../../../platform/access/public.ts';
import type { Context } from '../../../platform/context.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import type { Attendance, MeetingKind } from './kinds.fields.ts';
import { meeting } from './meeting.register.ts';
import type { MeetingState } from './meeting.rules.ts';

export type MyMeeting = {
  id: number;
  no: string;
  version: number;
  title: string;
  kind: MeetingKind;
  state: MeetingState;
  institution: string;
  startsAt: Date;
  opensAt: Date;
  place: string | null;
  agenda: string | null;
  host: string | null;
  signIn: 'button' | 'code';
  /** My own line on the sheet; null: I am not expected. */
  status: Attendance | null;
  signedAt: Date | null;
  reason: string | null;
  /** Whether I lead it. */
  leads: boolean;
  expected: number;
  came: number;
};

/** More than fit on a page are found in the register. */
const MOST = 50;

/**
 * 依据 DAY-1: today's meetings to which I am expected, and those which I lead and have not closed or filed yet. A
 * leader sees what his own institution holds; whoever stands over many finds theirs in the register.
 */
export async function myMeetings(ctx: Context): Promise<{ today: CivilDate; items: MyMeeting[] }> {
  const { today } = momentOf(ctx);
  const me = ctx.principal?.staffId ?? null;
  const own = (ctx.principal?.appointments ?? []).map(({ institutionId }) => institutionId);
  const leads = within(ctx, meeting, meeting.actions.close.who, 'm');
  const { rows } = await sql<MyMeeting>`
    select m.id, m.no, m.version, m.title, m.kind, m.state, i.name as institution, m.starts_at as "startsAt",
      m.starts_at - m.opens_before * interval '1 minute' as "opensAt", m.place, m.agenda, h.name as host,
      m.sign_in as "signIn", a.status, a.signed_at as "signedAt", a.reason, ${leads} as leads, c.expected, c.came
    from meeting m
    join institution i on i.id = m.institution_id
    left join staff h on h.id = m.host_id
    left join meeting_attendance a on a.meeting_id = m.id and a.staff_id = ${me}
    cross join lateral (
      select count(*)::int as expected, (count(*) filter (where status in ('present', 'late')))::int as came
      from meeting_attendance where meeting_id = m.id
    ) c
    where (m.biz_date = ${today}::date and m.state <> 'cancelled' and (a.staff_id is not null
        or m.institution_id = any(${own}::bigint[]) and ${leads}))
      or (m.state = 'held' and m.biz_date < ${today}::date and m.institution_id = any(${own}::bigint[]) and ${leads})
    order by m.biz_date desc, m.starts_at, m.id limit ${MOST}`.execute(ctx.db);
  return { today, items: rows };
}

/** How many of today's meetings wait for my signature: open and not signed. Counted up to `cap`. */
export async function countToSign(ctx: Context, cap: number): Promise<number> {
  const { today, now } = momentOf(ctx);
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from meeting_attendance a join meeting m on m.id = a.meeting_id
      where a.staff_id = ${ctx.principal?.staffId ?? null} and a.status = 'expected' and m.state = 'called'
        and m.biz_date = ${today}::date and m.starts_at - m.opens_before * interval '1 minute' <= ${now}
      limit ${cap}) w`.execute(ctx.db);
  return rows[0]?.count ?? 0;
}
