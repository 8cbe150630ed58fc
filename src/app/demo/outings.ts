import { sql } from 'kysely';
import { type Context, transact } from '../../platform/context.ts';
import type { Span } from './span.ts';

/** A share in [0, 1) that depends on the outing alone. */
const share = (salt: number) =>
  sql`((hashint8extended(o.staff_id * 100000 + o.day_no, ${salt}) & 1048575) / 1048576.0)`;

/**
 * 依据 DAY-5: the outings on which the visit records of the last weeks were made: a stop a visit, back before the hour as
 * a rule, some late, a few of the last day not back yet.
 */
export async function writeOutings(context: Context, { now, today }: Span): Promise<void> {
  await transact(context, async (ctx) => {
    await sql`
      create temp table demo_outing on commit drop as
      select row_number() over (order by o.day, o.staff_id) as id, o.*,
        'WC' || to_char(o.day, 'YYYYMMDD') || '-' || nextval('serial_no') as no,
        case when o.ended >= ${now} or (o.day = max(o.day) over () and ${share(1)} < 0.12) then null else o.ended end as back
      from (
        select g.*, g.day - date '2000-01-01' as day_no, s.institution_id, s.institution_ord, s.supervisor_id,
          g.last_visit + interval '70 minutes' as ended,
          (g.day + time '16:30') at time zone ${ctx.zone}::text as expected
        from (
          select staff_id, biz_date as day, min(occurred_at) - interval '30 minutes' as began, max(occurred_at) as last_visit
          from visit where state <> 'retracted' group by staff_id, biz_date
        ) g join staff s on s.id = g.staff_id
        where (g.began at time zone ${ctx.zone}::text)::date = g.day
          and (g.last_visit + interval '70 minutes') < (g.day + 1)::timestamp at time zone ${ctx.zone}::text
      ) o
      where o.began < ${now}
      order by o.day, o.staff_id`.execute(ctx.db);
    await sql`
      insert into outing (no, staff_id, superior_id, institution_id, institution_ord, state, kind, biz_date, planned_out_at,
        expected_return_at, business, acknowledged_at, acknowledged_by, out_at, returned_at, result, recorded_at)
      select no, staff_id, supervisor_id, institution_id, institution_ord,
        case when back is null then 'out' else 'returned' end, 'business', day, began, greatest(expected, began),
        '走访客户', case when day < ${today}::date then began + interval '20 minutes' end,
        case when day < ${today}::date then supervisor_id end, began, back,
        case when back is not null then '走访按计划完成' end, began
      from demo_outing order by id`.execute(ctx.db);
    await sql`
      insert into outing_stop (outing_id, rank, staff_id, institution_ord, state, customer_id, place, contact_name,
        purpose, arrived_at, recorded_at)
      select w.id, row_number() over (partition by w.id order by v.occurred_at, v.id), v.staff_id, d.institution_ord,
        'arrived', v.customer_id, (array['客户办公楼', '厂区', '门店', '工业园'])[1 + v.id % 4], v.met_name, v.purpose,
        v.occurred_at, w.recorded_at
      from demo_outing d join outing w on w.no = d.no
      join visit v on v.staff_id = d.staff_id and v.biz_date = d.day and v.state <> 'retracted'`.execute(ctx.db);
    await sql`
      insert into fact (kind, key, ref, subject_id, actor_id, institution_id, method, origin, biz_date, occurred_at,
        recorded_at, dated_at, extra)
      select act.kind, d.no, act.ref, d.staff_id, d.staff_id, d.institution_id, act.method, 'register', d.day, act.at,
        act.at, act.at, act.extra
      from demo_outing d cross join lateral (values
        ('outing.started', null, 'business', d.began,
          jsonb_build_object('hour', extract(hour from d.began at time zone ${ctx.zone}::text))),
        ('outing.returned', d.no, null, d.back, null)) act (kind, ref, method, at, extra)
      where act.at is not null`.execute(ctx.db);
  });
}
