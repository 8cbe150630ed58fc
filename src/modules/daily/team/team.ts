import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type CivilDate, datesBetween, periodOf, startOfDay } from '../../../kernel/calendar/index.ts';
import { reachOf } from '../../../kernel/register/public.ts';
import type { Context } from '../../../platform/context.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { knownRules } from '../known-rules.ts';
import { workdayCounter } from '../workday-counter.ts';

/** More people than one page can show are narrowed by choosing a smaller team. */
const MOST_PEOPLE = 200;

/** What is known of somebody's day: a pair of person and date of which nothing is known has no cell. */
export type TeamCell = {
  staffId: number;
  date: CivilDate;
  visits: number;
  contacts: number;
  /** Whether he handed in his log. */
  log: boolean;
  /** The worst of the day's meetings: missed, or late for one. */
  meeting: 'absent' | 'late' | null;
  outing: boolean;
};
export type TeamLeave = { staffId: number; no: string; from: CivilDate; to: CivilDate };
export type TeamPerson = { id: number; no: string; name: string; institution: string | null };
export type TeamLag = {
  staffId: number;
  rule: string;
  clause: string;
  title: string;
  open: number;
  overdue: number;
};

export type Team = {
  month: string;
  today: CivilDate;
  days: { date: CivilDate; isWorkday: boolean }[];
  provisionalYears: number[];
  people: TeamPerson[];
  cells: TeamCell[];
  leaves: TeamLeave[];
  lags: TeamLag[];
};

/** 依据 DAY-19, DAY-1, DAY-5, DAY-9, DAY-15: my people × the days of a month, and who falls behind in which clause. */
export async function team(ctx: Context, asked: { month?: CivilDate | undefined }): Promise<Team> {
  const { today } = momentOf(ctx);
  const period = periodOf('month', asked.month ?? today);
  const span = { from: period.start, until: period.end };
  const workdays = await workdayCounter(ctx);
  const people = await peopleOf(ctx);
  const ids = people.map(({ id }) => id);
  return {
    month: period.label,
    today,
    days: datesBetween(span.from, span.until).map((date) => ({ date, isWorkday: workdays.isWorkday(date) })),
    provisionalYears: workdays.provisionalYears(span.from, span.until),
    people,
    cells: await cellsOf(ctx, ids, span),
    leaves: await leavesOf(ctx, ids, span),
    lags: await lagsOf(ctx, ids),
  };
}

type Span = { from: CivilDate; until: CivilDate };

/** The institutions that one leads. Everything of the page is asked about the people placed there. */
function led(ctx: Context, ord: RawBuilder<unknown>): RawBuilder<SqlBool> {
  const ranges = reachOf({ leader: 'institution', president: 'institution' }, ctx.principal).flatMap((reach) =>
    reach.relation === 'institution' ? [sql`(${ord} >= ${reach.ord} and ${ord} < ${reach.ordUntil})`] : [],
  );
  return ranges.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(${sql.join(ranges, sql` or `)})`;
}

/** Those who serve customers: relationship managers in force today. */
export async function peopleOf(ctx: Context): Promise<TeamPerson[]> {
  const { today } = momentOf(ctx);
  const { rows } = await sql<TeamPerson>`
    select s.id, s.no, s.name, i.name as institution
    from staff s left join institution i on i.id = s.institution_id
    where ${led(ctx, sql`s.institution_ord`)} and (s.left_on is null or s.left_on > ${today}::date)
      and exists (
        select from appointment a join post p on p.name = a.post and p.role = 'rm'
        where a.staff_id = s.id and a.superseded_at is null and a.valid_from <= ${today}::date
          and (a.valid_until is null or a.valid_until > ${today}::date)
      )
    order by s.institution_ord, s.no limit ${MOST_PEOPLE}`.execute(ctx.db);
  return rows;
}

async function cellsOf(ctx: Context, ids: number[], { from, until }: Span): Promise<TeamCell[]> {
  const mine = (column: string) => sql`${sql.ref(column)} = any(${ids}::bigint[])`;
  const during = (column: string) => sql`${sql.ref(column)} >= ${from}::date and ${sql.ref(column)} < ${until}::date`;
  const { rows } = await sql<TeamCell>`
    select staff_id as "staffId", biz_date as date, (count(*) filter (where what = 'visit'))::int as visits,
      (count(*) filter (where what = 'contact'))::int as contacts, bool_or(what = 'log') as log,
      case when bool_or(what = 'absent') then 'absent' when bool_or(what = 'late') then 'late' end as meeting,
      bool_or(what = 'outing') as outing
    from (
      select actor_id as staff_id, biz_date, case when method = 'visit' then 'visit' else 'contact' end as what
      from fact
      where ${mine('actor_id')} and ${during('biz_date')} and kind = 'contact' and superseded_at is null and not retracted
      union all
      select staff_id, biz_date, 'log' from daily_log where ${mine('staff_id')} and ${during('biz_date')} and state <> 'draft'
      union all
      select a.staff_id, m.biz_date, a.status from meeting_attendance a join meeting m on m.id = a.meeting_id
      where ${mine('a.staff_id')} and ${during('m.biz_date')} and m.state <> 'cancelled' and a.status in ('absent', 'late')
      union all
      select staff_id, biz_date, 'outing' from outing
      where ${mine('staff_id')} and ${during('biz_date')} and state in ('out', 'returned')
    ) happened
    group by staff_id, biz_date`.execute(ctx.db);
  return rows;
}

async function leavesOf(ctx: Context, ids: number[], { from, until }: Span): Promise<TeamLeave[]> {
  const { rows } = await sql<TeamLeave>`
    select staff_id as "staffId", no, from_date as "from", to_date as "to" from leave
    where staff_id = any(${ids}::bigint[]) and state in ('approved', 'returned')
      and from_date < ${until}::date and to_date >= ${from}::date
    order by from_date`.execute(ctx.db);
  return rows;
}

/** What is open or overdue now, whatever month is looked at: somebody who falls behind does so today. */
async function lagsOf(ctx: Context, ids: number[]): Promise<TeamLag[]> {
  const { today } = momentOf(ctx);
  const { rows } = await sql<Omit<TeamLag, 'clause' | 'title'>>`
    select bearer_id as "staffId", rule_id as rule, (count(*) filter (where status = 'open'))::int as open,
      (count(*) filter (where status = 'breached'))::int as overdue
    from duty
    where bearer_id = any(${ids}::bigint[]) and status in ('open', 'breached')
      and until_at > ${startOfDay(periodOf('month', today).start, ctx.zone)}
    group by bearer_id, rule_id
    order by 4 desc, 3 desc`.execute(ctx.db);
  const { titleOf } = await knownRules(ctx);
  return rows.map((row) => ({ ...row, ...titleOf(row.rule) }));
}
