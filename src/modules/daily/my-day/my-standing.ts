import { periodOf } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import { registerErrors } from '../../../kernel/register/public.ts';
import type { Context } from '../../../platform/context.ts';
import { defineStatement } from '../../../platform/db/statement.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { countedPoints } from '../../assessment/public.ts';

export type MyStanding = {
  month: string;
  /** Duties of mine whose period or trigger lies in the month. */
  owed: number;
  completed: number;
  overdue: number;
  /** Demerit points that count today, each table by its own cycle and cap; exact decimal text. */
  points: string;
  /** Place among the people of the same institution by the share completed; null where one is alone. */
  rank: number | null;
  of: number;
};

/**
 * $1 person, $2 the month's label. Colleagues are those placed in the same institution; equal shares take the same place.
 */
const standingStatement = defineStatement<Omit<MyStanding, 'month' | 'points'>>(
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
    case when r.people > 1 then r.place end as rank, coalesce(r.people, 0) as of
  from (select 1) one left join ranked r on r.bearer_id = $1`,
);

/** 依据 DAY-19: my month in one line: completed, late, points, place in the team. */
export async function myStanding(ctx: Context): Promise<MyStanding> {
  const staffId = ctx.principal?.staffId ?? fail(registerErrors.ROW_NOT_ALLOWED({ operation: '查看我的一天' }));
  const { label: month } = periodOf('month', momentOf(ctx).today);
  const [standing] = await standingStatement(ctx.db, staffId, month);
  if (!standing) throw new Error('a standing is always one row');
  return { month, ...standing, points: await countedPoints(ctx, staffId) };
}
