import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { addDays, type CivilDate, periodOf, startOfDay } from '../../../kernel/calendar/index.ts';
import { reachOf } from '../../../kernel/register/public.ts';
import { within } from '../../../platform/access/public.ts';
import type { Context } from '../../../platform/context.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { knownRules } from '../known-rules.ts';
import { leave } from '../leave/leave.register.ts';
import { countConfirmations } from '../visit/confirmation-queue.ts';
import { workdayCounter } from '../workday-counter.ts';

/** More people than one page can show are narrowed by choosing a smaller team. */
const MOST_PEOPLE = 200;
const COUNT_CAP = 100;

export type TeamCell = { staffId: number; date: CivilDate; visits: number; contacts: number };
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
  queues: { visits: number; leaves: number; breaches: number };
};

/** 依据 DAY-19, DAY-15: my people × the days of a month, who falls behind in which clause, and what waits for me. */
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
    days: daysOf(span).map((date) => ({ date, isWorkday: workdays.isWorkday(date) })),
    provisionalYears: workdays.provisionalYears(span.from, span.until),
    people,
    cells: await cellsOf(ctx, ids, span),
    leaves: await leavesOf(ctx, ids, span),
    lags: await lagsOf(ctx, ids),
    queues: await queuesOf(ctx),
  };
}

type Span = { from: CivilDate; until: CivilDate };

function daysOf({ from, until }: Span): CivilDate[] {
  const days: CivilDate[] = [];
  for (let day = from; day < until; day = addDays(day, 1)) days.push(day);
  return days;
}

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
  const { rows } = await sql<TeamCell>`
    select actor_id as "staffId", biz_date as date, (count(*) filter (where method = 'visit'))::int as visits,
      (count(*) filter (where method <> 'visit'))::int as contacts
    from fact
    where actor_id = any(${ids}::bigint[]) and biz_date >= ${from}::date and biz_date < ${until}::date
      and kind = 'contact' and superseded_at is null and not retracted
    group by actor_id, biz_date`.execute(ctx.db);
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

async function queuesOf(ctx: Context): Promise<Team['queues']> {
  const own = ctx.principal?.staffId ?? null;
  const { rows } = await sql<{ leaves: number; breaches: number }>`
    select (select count(*)::int from (
        select 1 from leave l where l.state = 'requested' and l.staff_id is distinct from ${own}::bigint
          and ${within(ctx, leave, leave.actions.approve.who, 'l')} limit ${COUNT_CAP}) w) as leaves,
      (select count(*)::int from (
        select 1 from breach b where b.state = 'suspected' and b.judgeable_at <= ${ctx.clock.now()}
          and b.bearer_id is distinct from ${own}::bigint and ${led(ctx, sql`b.institution_ord`)}
        limit ${COUNT_CAP}) w) as breaches`.execute(ctx.db);
  return { visits: await countConfirmations(ctx), leaves: rows[0]?.leaves ?? 0, breaches: rows[0]?.breaches ?? 0 };
}
