import { addDays, type CivilDate, civilDateOf, startOfDay } from '../../../kernel/calendar/index.ts';
import type { Context } from '../../../platform/context.ts';
import { defineStatement } from '../../../platform/db/statement.ts';
import { knownRules } from '../known-rules.ts';
import { plannedMeetings } from './planned-meetings.ts';

export type EntryKind = 'meeting' | 'task' | 'outing' | 'visit' | 'duty' | 'notice' | 'leave';

/** Something that lies on a person's days: at an instant (`at`), or on the days from `day` to `lastDay`. */
export type CalendarEntry = {
  /** The same for the same matter each time it is read. */
  key: string;
  kind: EntryKind;
  title: string;
  day: CivilDate;
  lastDay: CivilDate;
  at: Date | null;
  until: Date | null;
  place: string | null;
  note: string | null;
  /** The page that settles it. */
  path: string;
};

export type Days = { from: CivilDate; to: CivilDate };

/** More lines than these no calendar shows. */
const MOST = 1000;

/**
 * What the registers know. $1 person, $2 and $3 the first and last day, $4 the zone, $5 limit. Of an outing the stops are
 * its title, in their order; what was agreed at a visit stands until one has been there again.
 */
const recorded = defineStatement<CalendarEntry>(
  'daily.calendar-recorded',
  `select * from (
    select coalesce('meeting/' || m.series_id || '/' || m.biz_date, 'meeting/' || m.no) as key, 'meeting' as kind, m.title,
      m.biz_date as day, m.biz_date as "lastDay", m.starts_at as at, null::timestamptz as until, m.place, null as note,
      '/meetings' as path
    from meeting_attendance a join meeting m on m.id = a.meeting_id
    where a.staff_id = $1 and a.status <> 'excused' and m.state <> 'cancelled' and m.biz_date between $2::date and $3::date
    union all
    select 'task/' || no, 'task', '任务：' || title, (due_at at time zone $4)::date, (due_at at time zone $4)::date, due_at,
      null, null, null, '/my-tasks/' || id
    from work_task
    where assignee_id = $1 and state = 'assigned' and (due_at at time zone $4)::date between $2::date and $3::date
    union all
    select 'outing/' || o.no, 'outing', '外出：' || coalesce(s.parties, o.business), o.biz_date, o.biz_date,
      coalesce(o.out_at, o.planned_out_at), coalesce(o.returned_at, o.expected_return_at), s.places, o.business, '/outings'
    from outing o
    left join lateral (
      select string_agg(coalesce(c.name, p.party), ' → ' order by p.rank) as parties,
        string_agg(p.place, ' → ' order by p.rank) as places
      from outing_stop p left join customer c on c.id = p.customer_id
      where p.outing_id = o.id and p.state <> 'skipped'
    ) s on true
    where o.staff_id = $1 and o.state <> 'cancelled' and o.biz_date between $2::date and $3::date
    union all
    select 'visit/' || v.no, 'visit', '再访 ' || c.name, v.next_on, v.next_on, null, null, null, v.next_step,
      '/visits/new?customer=' || v.customer_id
    from visit v join customer c on c.id = v.customer_id
    where v.staff_id = $1 and v.state <> 'retracted' and v.next_on between $2::date and $3::date
      and not exists (
        select from visit w
        where w.customer_id = v.customer_id and w.staff_id = $1 and w.state <> 'retracted' and w.biz_date > v.biz_date)
    union all
    select 'notice/' || n.no, 'notice', '阅读通告：' || n.title, n.read_by, n.read_by, null, null, null, null,
      '/notices?view=unread'
    from notice_receipt r join notice n on n.id = r.notice_id
    where r.staff_id = $1 and r.read_at is null and n.must_read and n.state = 'published'
      and n.read_by between $2::date and $3::date
    union all
    select 'leave/' || no, 'leave', '请假', from_date, to_date, null, null, null, null, '/leave/' || id
    from leave
    where staff_id = $1 and state in ('approved', 'returned') and from_date <= $3::date and to_date >= $2::date
  ) e order by day, at nulls first, key limit $5`,
);

type DutyEnd = { rule: string; until: Date; owed: number; subject: string };

/** $1 person, $2 and $3 instants between which duties end. Those of one rule with one end are one line. */
const dutyEnds = defineStatement<DutyEnd>(
  'daily.calendar-duties',
  `select d.rule_id as rule, d.until_at as until, count(*)::int as owed, min(coalesce(c.name, i.name, '')) as subject
  from duty d
  left join customer c on d.subject_type = 'customer' and c.id = d.subject_id
  left join institution i on d.subject_type = 'institution' and i.id = d.subject_id
  where d.bearer_id = $1 and d.status in ('open', 'breached') and d.until_at > $2 and d.until_at <= $3
  group by d.rule_id, d.until_at order by d.until_at, d.rule_id limit ${MOST}`,
);

/** 依据 DAY-19: what lies on the days from `from` to `to` of one person, in their order. Asks nothing of who reads. */
export async function calendarEntries(ctx: Context, staffId: number, { from, to }: Days): Promise<CalendarEntry[]> {
  const entries = await recorded(ctx.db, staffId, from, to, ctx.zone, MOST);
  const called = new Set(entries.map(({ key }) => key));
  const planned = (await plannedMeetings(ctx, staffId, { from, to })).filter(({ key }) => !called.has(key));
  return [...entries, ...planned, ...(await endsOfDuties(ctx, staffId, { from, to }))].sort(byTime);
}

async function endsOfDuties(ctx: Context, staffId: number, { from, to }: Days): Promise<CalendarEntry[]> {
  const range = [startOfDay(from, ctx.zone), startOfDay(addDays(to, 1), ctx.zone)];
  const rules = await knownRules(ctx);
  return (await dutyEnds(ctx.db, staffId, ...range)).map(({ rule, until, owed, subject }) => {
    const day = civilDateOf(new Date(until.getTime() - 1), ctx.zone);
    const { title, clause } = rules.titleOf(rule);
    const isWholeDay = until.getTime() === startOfDay(addDays(day, 1), ctx.zone).getTime();
    const of = owed > 1 ? `（${owed} 项）` : subject && `：${subject}`;
    return {
      key: `duty/${rule}/${until.toISOString()}`,
      kind: 'duty',
      title: `到期 ${title}${of}`,
      day,
      lastDay: day,
      at: isWholeDay ? null : until,
      until: null,
      place: null,
      note: clause,
      path: '/today',
    };
  });
}

function byTime(a: CalendarEntry, b: CalendarEntry): number {
  if (a.day !== b.day) return a.day < b.day ? -1 : 1;
  return (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0) || (a.key < b.key ? -1 : 1);
}
