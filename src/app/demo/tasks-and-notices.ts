import { sql } from 'kysely';
import { addDays, type CivilDate } from '../../kernel/calendar/index.ts';
import { type Context, transact } from '../../platform/context.ts';
import type { Span } from './span.ts';

/** Since when tasks are given and notices published in this system. */
const DAYS = 42;

const TASKS = [
  '收齐甲类客户季度报表',
  '核实到期贷款的还款来源',
  '完成代发工资客户名单',
  '补齐客户档案缺件',
  '走访存款下降的客户并书面说明',
  '整理优质客户储备名单',
];

const NOTICES = [
  {
    title: '关于规范贷后检查的通知',
    body: '即日起，贷后检查须双人到场，检查报告于次日提交。请各支行传达到人。',
    days: 38,
    must: true,
  },
  {
    title: '开门红营销竞赛方案',
    body: '竞赛自本月起至季末，按存款日均、有效客户新增、代发三项计分。',
    days: 30,
    must: false,
  },
  {
    title: '关于客户信息保护的要求',
    body: '不得以个人微信传送客户证件影像；调阅须登记事由。违反者按制度处理。',
    days: 21,
    must: true,
  },
  {
    title: '总行三季度经营分析会精神',
    body: '一、稳存款。二、优结构。三、防风险。请各级主管结合本机构实际提出措施。',
    days: 13,
    must: true,
  },
  { title: '系统升级停机通知', body: '本周六 22:00 至次日 6:00 核心系统停机，请提前安排。', days: 6, must: false },
  {
    title: '关于落实日志批阅制度的通知',
    body: '主管须于次日上班前阅毕上日日志，批示意见并部署工作。',
    days: 2,
    must: true,
  },
];

/** A share in [0, 1) that depends on two numbers alone. */
const share = (a: ReturnType<typeof sql>, b: ReturnType<typeof sql>, salt: number) =>
  sql`((hashint8extended(${a} * 100003 + ${b}, ${salt}) & 1048575) / 1048576.0)`;

/** 依据 DAY-16, DAY-17: the last weeks' tasks in every state, and notices that most people have read. */
export async function writeTasksAndNotices(context: Context, span: Span): Promise<void> {
  await transact(context, async (ctx) => {
    await writeTasks(ctx, span);
    await writeNotices(ctx, span);
  });
}

/** One task a week for every third manager, half of them decided in the week's meeting. */
async function writeTasks(ctx: Context, { now, today, workdays }: Span): Promise<void> {
  const due = (day: CivilDate) => workdays.rollForward(addDays(day, 5));
  const days = Array.from({ length: DAYS / 7 + 1 }, (_, week) => workdays.rollForward(addDays(today, -1 - 7 * week)));
  const weeks = days.filter((day) => day < today).map((day) => ({ day, due: due(day) }));
  await sql`
    insert into work_task (no, assignee_id, issuer_id, institution_id, institution_ord, state, source, source_no, title,
      detail, due_at, due_on, feedback, done_at, verdict, decided_at, chased, chased_at, recorded_at)
    select 'RW' || to_char(w.day, 'YYYYMMDD') || '-' || nextval('serial_no'), s.id, s.supervisor_id, s.institution_id,
      s.institution_ord, case when d.done_at is null then 'assigned' when v.decided_at is null then 'done' else 'accepted' end,
      case when m.no is null then 'direct' else 'meeting' end, m.no,
      (${TASKS}::text[])[1 + (s.id + (w.day - ${today}::date) + 700) % ${TASKS.length}], null,
      (w.due + time '17:30') at time zone ${ctx.zone}::text, w.due,
      case when d.done_at is not null then '已办结，材料已交主管。' end, d.done_at,
      case when v.decided_at is not null and t.taste < 0.3 then '办得及时。' end, v.decided_at,
      case when c.chased_at is null then 0 else 1 end, c.chased_at, g.given
    from jsonb_to_recordset(${JSON.stringify(weeks)}::jsonb) as w (day date, due date)
      join staff s on (s.id + (w.day - ${today}::date) + 700) % 3 = 0 and s.left_on is null and s.supervisor_id is not null
      join appointment a on a.staff_id = s.id and a.superseded_at is null
      join post p on p.name = a.post and p.role = 'rm'
      cross join lateral (select ${share(sql`s.id`, sql`(w.day - date '2020-01-01')`, 3)} as taste) t
      cross join lateral (select (w.day + time '17:10') at time zone ${ctx.zone}::text as given) g
      left join lateral (select no from meeting m where t.taste < 0.5 and m.institution_id = s.institution_id
        and m.biz_date <= w.day and m.kind = 'weekly' order by m.biz_date desc limit 1) m on true
      cross join lateral (select case when t.taste < 0.93 then g.given + (1 + t.taste * 4.2) * interval '1 day' end as at) x
      cross join lateral (select case when x.at < ${now} then x.at end as done_at) d
      cross join lateral (select case when t.taste < 0.85 and d.done_at + interval '20 hours' < ${now}
        then d.done_at + interval '20 hours' end as decided_at) v
      cross join lateral (select case when d.done_at is null and w.due < ${today}::date
        then (w.due + time '18:00') at time zone ${ctx.zone}::text end as chased_at) c
    where g.given < ${now}
    order by w.day, s.id`.execute(ctx.db);
  await sql`
    insert into fact (kind, key, ref, subject_id, actor_id, institution_id, method, origin, biz_date, occurred_at,
      recorded_at, dated_at, due_on, reason, result)
    select act.kind, t.no, act.ref, t.assignee_id, act.actor, t.institution_id, t.source, 'register',
      (act.at at time zone ${ctx.zone}::text)::date, act.at, act.at, act.at, act.due_on, t.title, t.feedback
    from work_task t cross join lateral (values ('task.assigned', null, t.issuer_id, t.recorded_at, t.due_on),
      ('task.done', t.no, t.assignee_id, t.done_at, null)) act (kind, ref, actor, at, due_on)
    where act.at is not null`.execute(ctx.db);
}

/** Published by the business department for the whole bank; a must-read is read within days by nearly all. */
async function writeNotices(ctx: Context, { now, today, workdays }: Span): Promise<void> {
  const notices = NOTICES.map(({ days, ...each }) => {
    const on = workdays.rollForward(addDays(today, -days));
    return { ...each, on, read_by: each.must ? workdays.rollForward(addDays(on, 4)) : null };
  }).filter(({ on }) => on < today);
  await sql`
    insert into notice (no, kind, title, body, institution_id, institution_ord, audience, must_read, read_by, due_on,
      state, publisher_id, published_at, recorded_at)
    select 'TG' || to_char(w."on", 'YYYYMMDD') || '-' || nextval('serial_no'),
      case when w.title like '%精神' then 'directive' else 'notice' end, w.title, w.body, i.id, i.ord, 'everyone', w.must,
      w.read_by, w.read_by, 'published', p.staff_id, g.given, g.given
    from jsonb_to_recordset(${JSON.stringify(notices)}::jsonb)
        as w (title text, body text, must boolean, "on" date, read_by date)
      cross join lateral (select (w."on" + time '10:00') at time zone ${ctx.zone}::text as given) g
      join institution i on i.type = '总行'
      cross join lateral (select a.staff_id from appointment a join post on post.name = a.post and post.role = 'business'
        where a.superseded_at is null order by a.staff_id limit 1) p
    order by w."on"`.execute(ctx.db);
  await sql`
    insert into notice_receipt (notice_id, staff_id, read_at)
    select n.id, s.id, case when r.at < ${now} then r.at end
    from notice n
      join staff s on s.left_on is null and s.institution_id is not null and s.id <> n.publisher_id
      cross join lateral (select ${share(sql`n.id`, sql`s.id`, 5)} as taste) t
      cross join lateral (select case when t.taste < case when n.must_read then 0.97 else 0.7 end
        then n.published_at + t.taste * interval '3 days' end as at) r`.execute(ctx.db);
  await sql`
    update notice n set recipients = r.count from (
      select notice_id, count(*)::int as count from notice_receipt group by notice_id) r
    where r.notice_id = n.id`.execute(ctx.db);
  await sql`
    insert into fact (kind, key, ref, subject_id, actor_id, institution_id, method, origin, biz_date, occurred_at,
      recorded_at, dated_at, due_on, reason)
    select act.kind, n.no || '/' || r.staff_id, act.ref, r.staff_id, act.actor, n.institution_id, n.kind, 'register',
      (act.at at time zone ${ctx.zone}::text)::date, act.at, act.at, act.at, act.due_on, n.title
    from notice n join notice_receipt r on r.notice_id = n.id
      cross join lateral (values ('notice.issued', null, n.publisher_id, n.published_at, n.due_on),
        ('notice.read', n.no || '/' || r.staff_id, r.staff_id, r.read_at, null)) act (kind, ref, actor, at, due_on)
    where n.must_read and act.at is not null`.execute(ctx.db);
}
