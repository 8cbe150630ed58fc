import { sql } from 'kysely';
import { addDays, type CivilDate } from '../../kernel/calendar/index.ts';
import { type Context, transact } from '../../platform/context.ts';
import type { Span } from './span.ts';

/** Problems are raised from here on. */
const RECENT_DAYS = 28;

const THOUGHTS = [
  '客户更看重放款速度，价格倒在其次。',
  '先约后访，见到关键人的把握大得多。',
  '老客户转介的成功率高，应当把感谢说在前面。',
  '报表之外，要看仓库和用电。',
  '财务只管账，订单的事要问老板本人。',
  '存款下降多半有去处，问清去处比劝回来要紧。',
  '客户的上下游在同一条街，可以一并走访。',
  '授信资料一次列全，客户少跑一趟，信任多一分。',
  '年底客户忙结算，上门宜早，电话宜短。',
  '同业报价低，我们拼的是当天答复。',
];
const TROUBLES = [
  '客户对利率有异议，已解释。',
  '两户报表迟交，影响续授信，已约定补交日期。',
  '客户嫌回单领取不便，已教会网上打印。',
  '同业以礼品争存款，已提示按制度应对。',
];
const PLANS = [
  '走访两户存款下降客户',
  '收集授信资料',
  '回访上周新开户企业',
  '整理到期客户名单',
  '陪同产品经理上门讲解代发工资',
  '补齐三户客户档案缺件',
  '与财务核对贷款用途凭证',
  '约见核心客户负责人',
];
const COMMENTS = [
  '思路对，抓紧落实。',
  '注意把承诺写进下次走访。',
  '存款下降的那户，明天与我同去。',
  '资料不全先退回，不要带病上报。',
  '这一条经验周例会上讲一讲。',
];

/** One of the texts, by person and day. */
const oneOf = (texts: readonly string[], salt: number) =>
  sql`(${texts}::text[])[1 + floor(${share(salt)} * ${texts.length})::int]`;

/** A share in [0, 1) that depends on the person and the day alone. */
const share = (salt: number) =>
  sql`((hashint8extended(d.staff_id * 100000 + d.day_no, ${salt}) & 1048575) / 1048576.0)`;

/**
 * 依据 DAY-9 … DAY-12: a year of daily logs, mostly written the same evening and read the next morning, those of the last
 * workday waiting to be read; the problems of the last weeks; weekly and monthly plans and quarterly reports.
 */
export async function writeLogs(context: Context, span: Span): Promise<void> {
  await transact(context, async (ctx) => {
    await planLogs(ctx, span);
    await insertLogs(ctx, span);
    await insertProblems(ctx, span);
    await insertPapers(ctx, span);
  });
}

/** Each workday that is over, with the one after it. */
function workdaysOf({ start, today, workdays }: Span): { day: CivilDate; next: CivilDate }[] {
  const days: { day: CivilDate; next: CivilDate }[] = [];
  for (let day = workdays.rollForward(start); day < today; ) {
    const next = workdays.rollForward(addDays(day, 1));
    days.push({ day, next });
    day = next;
  }
  return days;
}

/** Who wrote on which day, when, and when it was read. */
async function planLogs({ db, zone }: Context, span: Span): Promise<void> {
  const clock = (day: string, time: string) =>
    sql`(d.${sql.ref(day)} + ${sql.lit(time)}::time) at time zone ${zone}::text`;
  await sql`
    create temp table demo_log on commit drop as
    select l.*, 'RZ' || to_char(l.day, 'YYYYMMDD') || '-' || nextval('serial_no') as no,
      case when l.read_planned < ${span.now} and l.reads < 0.97 then l.read_planned end as read_at
    from (
      select d.*, ${share(2)} as taste, ${share(3)} as reads,
        case when ${share(1)} < 0.985 then ${clock('day', '17:20')} + ${share(4)} * interval '2 hours'
          else ${clock('next', '08:10')} + ${share(4)} * interval '30 minutes' end as submitted_at,
        ${clock('next', '08:50')} + ${share(5)} * interval '90 minutes' as read_planned
      from (
        select s.id as staff_id, s.institution_id, s.institution_ord, s.supervisor_id, w.day, w.next,
          w.day - date '2000-01-01' as day_no
        from jsonb_to_recordset(${JSON.stringify(workdaysOf(span))}::jsonb) as w (day date, next date)
        join appointment a on a.superseded_at is null and a.is_main and a.valid_from <= w.day
          and (a.valid_until is null or a.valid_until > w.day)
        join post p on p.name = a.post and p.role = 'rm'
        join staff s on s.id = a.staff_id and (s.left_on is null or s.left_on > w.day)
        where not exists (select from leave v where v.staff_id = s.id and v.state in ('approved', 'returned')
          and w.day between v.from_date and v.to_date)
      ) d
      where ${share(6)} < 0.985
    ) l
    where l.submitted_at < ${span.now}
    order by l.day, l.staff_id`.execute(db);
}

/** Everybody's work of every day, in the words in which the product drafts a log. */
const WORK = sql`
  select f.actor_id as staff_id, f.biz_date as day, f.occurred_at as at,
    case f.method when 'visit' then '走访 ' when 'call-in' then '到访 ' when 'phone' then '电话 ' when 'sms' then '短信 '
      when 'wechat' then '微信 ' else '视频 ' end || c.name
      || coalesce('：' || nullif(concat_ws('；', nullif(f.reason, ''), nullif(f.result, '')), ''), '') as what
  from fact f join customer c on c.id = f.subject_id
  where f.kind = 'contact' and f.superseded_at is null and not f.retracted
  union all
  select o.staff_id, o.biz_date, o.out_at, '外出 ' || o.business || coalesce('；' || o.result, '')
  from outing o where o.state = 'returned'
  union all
  select a.staff_id, m.biz_date, m.starts_at, '参加 ' || m.title
  from meeting m join meeting_attendance a on a.meeting_id = m.id
  where a.status in ('present', 'late') and m.state <> 'cancelled'`;

async function insertLogs({ db, zone }: Context, { today }: Span): Promise<void> {
  await sql`
    insert into daily_log (no, staff_id, institution_id, institution_ord, state, biz_date, work, thoughts, problems,
      needs_help, tomorrow, submitted_at, read_at, read_by, comment, recorded_at)
    select d.no, d.staff_id, d.institution_id, d.institution_ord, case when d.read_at is null then 'submitted' else 'read' end,
      d.day, w.work, ${oneOf(THOUGHTS, 7)},
      case when d.taste < 0.03 then '抵押登记排队时间长，影响放款。' when d.taste < 0.15 then ${oneOf(TROUBLES, 8)} end,
      d.taste < 0.03 and d.day >= ${addDays(today, -RECENT_DAYS)}::date,
      ${oneOf(PLANS, 9)},
      d.submitted_at, d.read_at, case when d.read_at is not null then d.supervisor_id end,
      case when d.read_at is not null and d.reads < 0.3 then ${oneOf(COMMENTS, 10)} end, d.submitted_at
    from demo_log d
    left join (
      select staff_id, day, string_agg(to_char(at at time zone ${zone}::text, 'HH24:MI ') || what, E'\n' order by at) as work
      from (${WORK}) happened group by staff_id, day
    ) w on w.staff_id = d.staff_id and w.day = d.day`.execute(db);
  await sql`
    insert into fact (kind, key, ref, subject_id, actor_id, institution_id, method, origin, biz_date, occurred_at,
      recorded_at, dated_at)
    select act.kind, d.no, act.ref, d.staff_id, act.actor, d.institution_id, act.method, 'register',
      (act.at at time zone ${zone}::text)::date, act.at, act.known, act.known
    from demo_log d cross join lateral (values
      ('work.reported', null, d.staff_id, 'log', least(d.submitted_at,
        ((d.day + 1)::timestamp at time zone ${zone}::text) - interval '1 millisecond'), d.submitted_at),
      ('log.submitted', null, d.staff_id, null, d.submitted_at, d.submitted_at),
      ('log.read', d.no, d.supervisor_id, null, d.read_at, d.read_at)) act (kind, ref, actor, method, at, known)
    where act.at is not null`.execute(db);
}

/** Reported a day after, answered two days later; the newest still stand open. */
async function insertProblems({ db, zone }: Context, { now }: Span): Promise<void> {
  await sql`
    create temp table demo_problem on commit drop as
    select 'WT' || to_char(l.biz_date, 'YYYYMMDD') || '-' || nextval('serial_no') as no, l.no as log_no, l.staff_id,
      l.institution_id, l.institution_ord, l.biz_date, l.problems, l.submitted_at, s.supervisor_id,
      case when l.submitted_at + interval '20 hours' < ${now} then l.submitted_at + interval '20 hours' end as reported,
      case when l.submitted_at + interval '3 days' < ${now} then l.submitted_at + interval '3 days' end as answered
    from daily_log l join staff s on s.id = l.staff_id where l.needs_help`.execute(db);
  await sql`
    insert into problem (no, staff_id, institution_id, institution_ord, state, raised_on, log_no, description, period,
      opinion, reported_at, reported_by, answer, answered_at, answered_by, recorded_at)
    select no, staff_id, institution_id, institution_ord,
      case when answered is not null then 'answered' when reported is not null then 'reported' else 'raised' end,
      biz_date, log_no, problems, case when reported is not null then to_char(biz_date, 'YYYY-MM') end,
      case when reported is not null then '建议由总行与登记中心协调专窗。' end, reported,
      case when reported is not null then supervisor_id end,
      case when answered is not null then '已与登记中心约定专窗，每周二、周四上午集中办理。' end, answered,
      case when answered is not null then supervisor_id end, submitted_at
    from demo_problem`.execute(db);
  await sql`
    insert into fact (kind, key, ref, subject_id, actor_id, institution_id, method, origin, biz_date, occurred_at,
      recorded_at, dated_at)
    select act.kind, p.no, act.ref, p.staff_id, act.actor, p.institution_id, act.method, 'register',
      (act.at at time zone ${zone}::text)::date, act.at, act.at, act.at
    from demo_problem p cross join lateral (values
      ('problem.raised', null, p.staff_id, null, p.submitted_at),
      ('problem.reported', p.no, p.supervisor_id, 'upward', p.reported),
      ('problem.answered', p.no, p.supervisor_id, null, p.answered)) act (kind, ref, actor, method, at)
    where act.at is not null`.execute(db);
}

/** Handed in with the period's first log, a report with the quarter's last. */
async function insertPapers({ db, zone }: Context, { now }: Span): Promise<void> {
  await sql`
    create temp table demo_paper on commit drop as
    select 'JH' || to_char(day, 'YYYYMMDD') || '-' || nextval('serial_no') as no, p.*
    from (
      select staff_id, institution_id, institution_ord, supervisor_id, kind, period_start,
        case when kind = 'quarterReport' then max(day) else min(day) end as day
      from demo_log d cross join lateral (values
        ('weekPlan', date_trunc('week', d.day)::date), ('monthPlan', date_trunc('month', d.day)::date),
        ('quarterReport', date_trunc('quarter', d.day)::date)) k (kind, period_start)
      group by staff_id, institution_id, institution_ord, supervisor_id, kind, period_start
    ) p
    where p.kind <> 'quarterReport' or (p.period_start + interval '3 months') < ${now}`.execute(db);
  const at = sql`((day + time '17:05') at time zone ${zone}::text)`;
  await sql`
    insert into work_paper (no, staff_id, institution_id, institution_ord, state, kind, period_start, content, experience,
      submitted_at, read_at, read_by, recorded_at)
    select no, staff_id, institution_id, institution_ord,
      case when ${at} + interval '18 hours' < ${now} then 'read' else 'submitted' end, kind, period_start,
      case kind when 'quarterReport' then '本季走访按制度完成，存款稳中有升，新开户以结算客户为主。'
        when 'monthPlan' then '走访全部重要客户两遍；跟进三户授信；新开户两户。' else '走访四户，回访两户，收齐一户授信资料。' end,
      case kind when 'quarterReport' then '先看用电与库存，再谈授信。' end, ${at},
      case when ${at} + interval '18 hours' < ${now} then ${at} + interval '18 hours' end,
      case when ${at} + interval '18 hours' < ${now} then supervisor_id end, ${at}
    from demo_paper`.execute(db);
  await sql`
    insert into fact (kind, key, subject_id, actor_id, institution_id, method, origin, biz_date, occurred_at,
      recorded_at, dated_at)
    select 'paper.submitted', no, staff_id, staff_id, institution_id, kind, 'register', day, ${at}, ${at}, ${at}
    from demo_paper`.execute(db);
}
