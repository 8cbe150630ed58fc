import { sql } from 'kysely';
import { addDays, type CivilDate } from '../../kernel/calendar/index.ts';
import { meetsOn, startOn } from '../../modules/daily/public.ts';
import { type Context, transact } from '../../platform/context.ts';
import type { Span } from './span.ts';

type Series = {
  kind: string;
  name: string;
  falls_on: 'workday' | 'weekday' | 'monthEnd' | 'monthStart' | 'quarterEnd';
  weekday: 'friday' | null;
  starts_at: string;
  sign_in: 'button' | 'code';
  minutes: string;
};

/** What every sub-branch holds (依据 DAY-1 … DAY-3). */
const SERIES: readonly Series[] = [
  series(
    'morning',
    '晨会',
    'workday',
    '08:20',
    'button',
    '一、通告昨日业务与授信批复。\n二、安排今日走访，请各人带齐资料。',
  ),
  series(
    'weekly',
    '周例会',
    'weekday',
    '16:30',
    'code',
    '一、各人汇报本周走访与储备。\n二、分析两户存款下降的原因。\n三、下周重点走访安排。',
  ),
  series(
    'monthReport',
    '月汇报会',
    'monthEnd',
    '15:00',
    'code',
    '一、逐户汇报月度任务完成情况。\n二、对照目标找差距。',
  ),
  series(
    'month',
    '月度工作会',
    'monthStart',
    '17:00',
    'button',
    '一、总结上月工作。\n二、部署本月计划，指标分解到人。',
  ),
  series('quarter', '季总结会', 'quarterEnd', '16:00', 'code', '一、本季总结。\n二、下季思路与人员分工。'),
];

const AGENDA = '一、理念\n二、考勤\n三、重大事项通告\n四、业务指导与工作安排\n五、优质客户研讨\n六、技能训练';

/** A share in [0, 1) that depends on the row alone. */
const share = (alias: string, salt: number) =>
  sql`((hashint8extended(${sql.ref(`${alias}.id`)} * 1000 + ${sql.ref(`${alias}.staff_id`)}, ${salt}) & 1048575) / 1048576.0)`;

/**
 * A year of meetings of every sub-branch by the calendar, with who came, came late, was absent or on leave, and the
 * minutes: mostly filed in time, those of the last days still waiting. Today's stands as the hour has it.
 */
export async function writeMeetings(context: Context, span: Span): Promise<void> {
  await transact(context, async (ctx) => {
    await writeSeries(ctx, span);
    await writeSessions(ctx, span);
    await writeSheets(ctx, span);
    await writeFacts(ctx);
  });
}

function series(
  kind: string,
  name: string,
  falls_on: Series['falls_on'],
  starts_at: string,
  sign_in: Series['sign_in'],
  minutes: string,
): Series {
  return { kind, name, falls_on, weekday: falls_on === 'weekday' ? 'friday' : null, starts_at, sign_in, minutes };
}

function writeSeries({ db }: Context, { start }: Span) {
  return sql`
    insert into meeting_series (name, kind, institution_id, institution_ord, state, falls_on, weekday, starts_at,
      opens_before, late_after, sign_in, attendees, host_id, place, agenda, from_date, recorded_at)
    select w.name, w.kind, i.id, i.ord, 'running', w.falls_on, w.weekday, w.starts_at, 30, 0, w.sign_in, 'everyone',
      l.leader, '三楼会议室', case w.kind when 'morning' then ${AGENDA}::text end, ${start}::date, ${new Date(0)}
    from jsonb_to_recordset(${JSON.stringify(SERIES)}::jsonb)
        as w (name text, kind text, falls_on text, weekday text, starts_at text, sign_in text)
      cross join institution i
      cross join lateral (select a.staff_id as leader from appointment a join post p on p.name = a.post
        where p.role = 'leader' and a.institution_id = i.id and a.superseded_at is null limit 1) l
    where i.type = '支行' order by i.id, w.starts_at`.execute(db);
}

function writeSessions({ db }: Context, span: Span) {
  return sql`
    insert into meeting (no, series_id, title, kind, institution_id, institution_ord, state, starts_at, biz_date,
      opens_before, late_after, sign_in, attendees, host_id, place, agenda, guests, minutes, held_at, filed_at, filed_by,
      recorded_at)
    select 'HY' || to_char(w.day, 'YYYYMMDD') || '-' || nextval('serial_no'), s.id, s.name, s.kind, s.institution_id,
      s.institution_ord, case when h.held_at is null then 'called' when f.filed_at is null then 'held' else 'filed' end,
      w.starts_at, w.day, s.opens_before, s.late_after, s.sign_in, s.attendees, s.host_id, s.place, s.agenda,
      case when h.held_at is not null and x.taste < 0.08 then p.president_name end,
      case when f.filed_at is not null then w.minutes end, h.held_at, f.filed_at,
      case when f.filed_at is not null then s.host_id end, least(w.starts_at - interval '8 hours', ${span.now})
    from jsonb_to_recordset(${JSON.stringify(sessionsOf(span))}::jsonb)
        as w (kind text, day date, starts_at timestamptz, minutes text)
      join meeting_series s on s.kind = w.kind
      cross join lateral (select ((hashint8extended(s.id * 100000 + to_char(w.day, 'J')::int, 7) & 1048575) / 1048576.0) as taste) x
      cross join lateral (select st.name as president_name from appointment a join post po on po.name = a.post
        join staff st on st.id = a.staff_id
        where po.role = 'president' and a.institution_id = s.institution_id and a.superseded_at is null limit 1) p
      cross join lateral (select w.starts_at + interval '35 minutes' as ends) e
      cross join lateral (select case when e.ends < ${span.now} then e.ends end as held_at) h
      cross join lateral (select e.ends + case when x.taste < 0.9 then interval '40 minutes'
        when x.taste < 0.985 then interval '1 day' else interval '6 days' end as at) t
      cross join lateral (select case when t.at < ${span.now} then t.at end as filed_at) f
    order by w.starts_at, s.id`.execute(db);
}

/** The days on which each kind meets, from the first day of the year to today. */
function sessionsOf({ start, today, workdays, zone }: Span) {
  const sessions: { kind: string; day: CivilDate; starts_at: Date; minutes: string }[] = [];
  for (let day = start; day <= today; day = addDays(day, 1)) {
    for (const { kind, minutes, falls_on, weekday, starts_at } of SERIES) {
      if (!meetsOn({ falls_on, weekday, from_date: start }, day, workdays)) continue;
      sessions.push({ kind, day, minutes, starts_at: startOn(day, starts_at, zone) });
    }
  }
  return sessions;
}

function writeSheets({ db }: Context, { now }: Span) {
  return sql`
    insert into meeting_attendance (meeting_id, staff_id, post, status, signed_at, way, reason)
    select r.id, r.staff_id, r.post, r.status, case when r.status in ('present', 'late') then r.signed_at end,
      case when r.status in ('present', 'late') then r.sign_in end,
      case r.status when 'excused' then r.leave_no when 'absent' then '未说明' end
    from (
      select m.id, m.sign_in, a.staff_id, a.post, l.no as leave_no, v.signed_at,
        case when l.no is not null then 'excused'
          when m.state = 'called' then case when v.signed_at < ${now} and v.taste < 0.6 then 'present' else 'expected' end
          when v.taste < 0.008 then 'absent' when v.taste < 0.03 then 'late' else 'present' end as status
      from (select m.*, a.staff_id, a.post from meeting m join appointment a on a.institution_id = m.institution_id
          and a.superseded_at is null and a.valid_from <= m.biz_date
          and (a.valid_until is null or a.valid_until > m.biz_date)) m
        cross join lateral (select m.staff_id, m.post) a
        left join lateral (select no from leave where staff_id = a.staff_id and state in ('approved', 'returned')
          and from_date <= m.biz_date and to_date >= m.biz_date limit 1) l on true
        cross join lateral (select ${share('m', 1)} as taste) t
        cross join lateral (select t.taste, m.starts_at + (case when t.taste between 0.008 and 0.03 then 1 + t.taste * 400
          else -1 - ${share('m', 2)} * 22 end) * interval '1 minute' as signed_at) v
    ) r`.execute(db);
}

/** The facts that being expected, signing in, closing and filing leave. */
async function writeFacts({ db, zone }: Context): Promise<void> {
  await sql`
    insert into fact (kind, key, subject_id, institution_id, method, origin, biz_date, occurred_at, recorded_at, dated_at)
    select 'meeting.expected', m.no || '/' || a.staff_id, a.staff_id, m.institution_id, m.kind, 'register', m.biz_date,
      m.biz_date::timestamp at time zone ${zone}::text, m.recorded_at, m.recorded_at
    from meeting_attendance a join meeting m on m.id = a.meeting_id
    where a.status <> 'excused'`.execute(db);
  await sql`
    insert into fact (kind, key, ref, subject_id, actor_id, institution_id, method, origin, biz_date, occurred_at,
      recorded_at, dated_at, result)
    select 'meeting.attended', m.no || '/' || a.staff_id, m.no || '/' || a.staff_id, a.staff_id, a.staff_id, m.institution_id, m.kind,
      'register', m.biz_date, a.signed_at, a.signed_at, a.signed_at, a.status
    from meeting_attendance a join meeting m on m.id = a.meeting_id
    where a.signed_at is not null`.execute(db);
  await sql`
    insert into fact (kind, key, ref, subject_id, actor_id, institution_id, method, origin, biz_date, occurred_at,
      recorded_at, dated_at)
    select act.kind, m.no, act.ref, m.institution_id, m.host_id, m.institution_id, m.kind, 'register',
      (act.at at time zone ${zone}::text)::date, act.at, act.known, act.known
    from meeting m cross join lateral (values ('meeting.held', null, m.starts_at, m.held_at),
      ('meeting.filed', m.no, m.filed_at, m.filed_at)) act (kind, ref, at, known)
    where act.known is not null`.execute(db);
}
