import { addDays, periodOf } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import { registerErrors } from '../../../kernel/register/public.ts';
import type { Context } from '../../../platform/context.ts';
import { defineStatement } from '../../../platform/db/statement.ts';
import { momentOf } from '../../../platform/registers/public.ts';

export type MyStanding = {
  month: string;
  /** Duties of mine whose period or trigger lies in the month. */
  owed: number;
  completed: number;
  overdue: number;
  /** Demerit points of the calendar year, exact decimal text. */
  points: string;
  /** Place among the people of the same institution by the share completed; null where one is alone. */
  rank: number | null;
  of: number;
};

/**
 * $1 person, $2 the month's label, $3 the first of the year, $4 the day after today. Colleagues
 * are those placed in the same institution; equal shares take the same place.
 */
const standingStatement = defineStatement<Omit<MyStanding, 'month'>>(
  'daily.standing',
  `with team as (
    select t.id from staff me join staff t on t.institution_id = me.institution_id and t.left_on is null
    where me.id = $1
  ),
  tally as (
    select d.bearer_id, count(*)::int as owed,
      (count(*) filter (where d.status in ('fulfilled', 'late')))::int as completed,
      (count(*) filter (where d.status in ('breached', 'late')))::int as overdue
    from duty d
    where d.period = $2 and d.bearer_id in (select id from team)
      and d.status in ('open', 'suspended', 'fulfilled', 'late', 'breached')
    group by d.bearer_id
  ),
  ranked as (
    select *, rank() over (order by completed::numeric / owed desc)::int as place, count(*) over ()::int as people
    from tally
  )
  select coalesce(r.owed, 0) as owed, coalesce(r.completed, 0) as completed, coalesce(r.overdue, 0) as overdue,
    case when r.people > 1 then r.place end as rank, coalesce(r.people, 0) as of,
    (select coalesce(sum(points), 0)::text from points_entry
      where staff_id = $1 and on_date >= $3::date and on_date < $4::date) as points
  from (select 1) one left join ranked r on r.bearer_id = $1`,
);

/** 依据 DAY-19: my month in one line: completed, late, points, place in the team. */
export async function myStanding(ctx: Context): Promise<MyStanding> {
  const staffId = ctx.principal?.staffId ?? fail(registerErrors.ROW_NOT_ALLOWED({ operation: '查看我的一天' }));
  const { today } = momentOf(ctx);
  const month = periodOf('month', today);
  const [standing] = await standingStatement(
    ctx.db,
    staffId,
    month.label,
    periodOf('year', today).start,
    addDays(today, 1),
  );
  if (!standing) throw new Error('a standing is always one row');
  return { month: month.label, ...standing };
}
