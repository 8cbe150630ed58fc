import { sql } from 'kysely';
import { addDays } from '../../kernel/calendar/index.ts';
import { type Context, transact } from '../../platform/context.ts';
import type { Span } from './span.ts';

/** Since when visits are written in this system instead of coming by file. */
const DAYS = 28;

/** A share in [0, 1) that depends on the visit alone. */
const share = (salt: number) => sql`((hashint8extended(f.id, ${salt}) & 1048575) / 1048576.0)`;

/**
 * Makes visit records of the visits of the last weeks, in every state, with the facts that their actions leave: mostly
 * confirmed, those of the last days waiting, a few sent back, unfinished or handed in late (依据 DAY-7, DAY-8).
 */
export async function writeVisits(context: Context, { now, today }: Span): Promise<void> {
  await transact(context, async (ctx) => {
    await sql`
      create temp table demo_visit on commit drop as
      select f.id, f.key as batch_key, 'ZF' || to_char(f.biz_date, 'YYYYMMDD') || '-' || nextval('serial_no') as no,
        f.subject_id, f.actor_id, s.institution_id, s.institution_ord, f.occurred_at, f.biz_date, k.known_at, f.reason,
        f.result, p.president, c.name as customer, c.kind, v.*, ${share(9)} as taste
      from (
        select * from fact where kind = 'contact' and method = 'visit' and superseded_at is null and not retracted
          and biz_date >= ${addDays(today, -DAYS)}::date order by occurred_at, id
      ) f
      join staff s on s.id = f.actor_id
      join customer c on c.id = f.subject_id
      cross join lateral (select a.staff_id as president from appointment a join post on post.name = a.post
        where post.role = 'president' and a.institution_id = s.institution_id and a.superseded_at is null limit 1) p
      cross join lateral (select case when f.recorded_at = f.dated_at and ${share(5)} < 0.8
          then least(f.recorded_at, f.occurred_at + interval '2 hours') else f.recorded_at end as known_at) k
      cross join lateral (select case
          when ${share(1)} < 0.02 then null
          when ${share(2)} < 0.97 then k.known_at + interval '12 minutes'
          else k.known_at + interval '1 day' end as handed_in) h
      cross join lateral (select case when h.handed_in < ${now} then h.handed_in end as submitted_at) i
      cross join lateral (select i.submitted_at,
        case when i.submitted_at is not null and ${share(3)} < 0.96
          and i.submitted_at + (0.7 + ${share(4)} * 4) * interval '1 day' < ${now}
          then i.submitted_at + (0.7 + ${share(4)} * 4) * interval '1 day' end as reviewed_at) v`.execute(ctx.db);
    await sql`
      insert into visit (no, customer_id, staff_id, institution_id, institution_ord, state, occurred_at, biz_date, met_name,
        met_department, met_title, purpose, wanted, result, next_step, next_on, submissions, submitted_at, reviewed_at,
        reviewed_by, comment, recorded_at)
      select no, subject_id, actor_id, institution_id, institution_ord, ${STATE}, occurred_at, biz_date,
        case kind when 'individual' then customer else (array['李总', '王经理', '陈会计', '赵主任'])[1 + id % 4] end,
        case kind when 'corporate' then (array['财务部', '总经办', '采购部'])[1 + id % 3] end,
        case kind when 'corporate' then (array['财务负责人', '总经理', '出纳'])[1 + id % 3] end,
        reason, (array['了解资金安排，争取存款', '落实回款时间', '推介代发工资', '掌握生产情况'])[1 + id % 4],
        coalesce(nullif(result, ''), '客户经营正常'), (array['下周电话跟进', '准备授信资料', '下月再次走访'])[1 + id % 3],
        biz_date + 7 + (id % 14)::int, case when submitted_at is null then 0 else 1 end, submitted_at, reviewed_at,
        case when reviewed_at is not null then president end,
        case when reviewed_at is null then null when taste < 0.04 then '结果写得太简单，请补充客户的资金安排。'
          when taste < 0.25 then (array['跟进到位，下次带上产品经理。', '注意存货变化。', '请尽快落实。'])[1 + id % 3] end,
        known_at
      from demo_visit order by occurred_at, id`.execute(ctx.db);
    await sql`
      update fact f set key = v.no, origin = 'register', recorded_at = v.known_at,
        dated_at = case when f.dated_at = f.recorded_at then v.known_at else f.dated_at end from demo_visit v
      where f.subject_id = v.subject_id and f.biz_date = v.biz_date and f.id = v.id`.execute(ctx.db);
    await sql`
      insert into fact (kind, key, ref, subject_id, actor_id, institution_id, method, origin, biz_date, occurred_at,
        recorded_at, dated_at, reason)
      select act.kind, v.no || '/1', act.ref, v.subject_id, act.actor, v.institution_id, act.method, 'register',
        (act.at at time zone ${ctx.zone}::text)::date, act.at, act.at, act.at, null
      from demo_visit v cross join lateral (values
        ('visit.submitted', v.no, v.actor_id, null, v.submitted_at),
        ('visit.reviewed', v.no || '/1', v.president, ${STATE}, v.reviewed_at)) act (kind, ref, actor, method, at)
      where act.at is not null`.execute(ctx.db);
  });
}

const STATE = sql`case when submitted_at is null then 'draft' when reviewed_at is null then 'submitted'
  when taste < 0.04 then 'returned' else 'confirmed' end`;
