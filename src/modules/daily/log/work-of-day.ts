import { sql } from 'kysely';
import { type CivilDate, endOfDay, startOfDay } from '../../../kernel/calendar/index.ts';
import type { Context } from '../../../platform/context.ts';
import { CONTACT_METHODS } from '../contact-methods.ts';

/** A day holds fewer; a log that quotes more is read by nobody. */
const MOST_OF_A_KIND = 40;
const MOST_BALANCES = 10;

type Source = { at: Date | null; kind: string; name: string; detail: string | null; result: string | null };

/**
 * 依据 DAY-9: what the facts say somebody did on a day, a line each in the order of the day: outings, visits, contacts,
 * meetings, tasks reported, and how the balances of his customers moved. `09:30 走访 甲公司：同意续作`.
 */
export async function workOfDay(ctx: Context, staffId: number, day: CivilDate): Promise<string[]> {
  const moments = await Promise.all([
    contacts(ctx, staffId, day),
    outings(ctx, staffId, day),
    meetings(ctx, staffId, day),
    tasks(ctx, staffId, day),
  ]);
  const timed = moments.flat().sort((a, b) => (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0));
  return [...timed, ...(await balances(ctx, staffId, day))].map((source) => lineOf(source, ctx.zone));
}

function lineOf({ at, kind, name, detail, result }: Source, zone: string): string {
  const clock = at && new Intl.DateTimeFormat('sv-SE', { timeStyle: 'short', timeZone: zone }).format(at);
  const head = [clock, CONTACT_METHODS[kind as keyof typeof CONTACT_METHODS] ?? kind, name].filter(Boolean).join(' ');
  const told = [detail, result].filter(Boolean).join('；');
  return told === '' ? head : `${head}：${told}`;
}

async function contacts({ db }: Context, staffId: number, day: CivilDate): Promise<Source[]> {
  const { rows } = await sql<Source>`
    select f.occurred_at as at, f.method as kind, c.name, f.reason as detail, nullif(f.result, '') as result
    from fact f join customer c on c.id = f.subject_id
    where f.actor_id = ${staffId} and f.biz_date = ${day}::date and f.kind = 'contact' and f.superseded_at is null
      and not f.retracted
    order by f.occurred_at, f.key limit ${MOST_OF_A_KIND}`.execute(db);
  return rows;
}

async function outings({ db }: Context, staffId: number, day: CivilDate): Promise<Source[]> {
  const { rows } = await sql<Source>`
    select o.out_at as at, '外出' as kind, o.business as name,
      (select string_agg(concat_ws(' ', coalesce(c.name, p.party), p.place), '、' order by p.rank)
        from outing_stop p left join customer c on c.id = p.customer_id
        where p.outing_id = o.id and p.state <> 'skipped') as detail, o.result
    from outing o
    where o.staff_id = ${staffId} and o.biz_date = ${day}::date and o.state in ('out', 'returned') and o.kind = 'business'
    order by o.out_at limit ${MOST_OF_A_KIND}`.execute(db);
  return rows;
}

async function meetings({ db }: Context, staffId: number, day: CivilDate): Promise<Source[]> {
  const { rows } = await sql<Source>`
    select m.starts_at as at, '参加' as kind, m.title as name, null as detail, null as result
    from meeting m join meeting_attendance a on a.meeting_id = m.id
    where a.staff_id = ${staffId} and m.biz_date = ${day}::date and a.status in ('present', 'late')
      and m.state <> 'cancelled'
    order by m.starts_at limit ${MOST_OF_A_KIND}`.execute(db);
  return rows;
}

async function tasks({ db, zone }: Context, staffId: number, day: CivilDate): Promise<Source[]> {
  const { rows } = await sql<Source>`
    select done_at as at, '办理任务' as kind, title as name, null as detail, feedback as result
    from work_task
    where assignee_id = ${staffId} and done_at >= ${startOfDay(day, zone)} and done_at < ${endOfDay(day, zone)}
      and state <> 'cancelled'
    order by done_at limit ${MOST_OF_A_KIND}`.execute(db);
  return rows;
}

/** 业务办理, as far as the core system's file of that day tells: the largest movements first, in yuan. */
async function balances({ db }: Context, staffId: number, day: CivilDate): Promise<Source[]> {
  const { rows } = await sql<Source>`
    select null as at, '业务' as kind, name,
      concat_ws('，', case when deposit <> 0 then '存款' || ${signed(sql`deposit`)} end,
        case when credit <> 0 then '授信' || ${signed(sql`credit`)} end,
        case when loan <> 0 then '贷款' || ${signed(sql`loan`)} end) as detail, null as result
    from (
      select c.name, b.deposit - coalesce(p.deposit, 0) as deposit, b.credit - coalesce(p.credit, 0) as credit,
        b.loan - coalesce(p.loan, 0) as loan
      from custody k
      join balance b on b.customer_id = k.customer_id and b.valid_from = ${day}::date and b.superseded_at is null
      join customer c on c.id = k.customer_id
      left join lateral (
        select deposit, credit, loan from balance
        where customer_id = b.customer_id and valid_from < b.valid_from and superseded_at is null
        order by valid_from desc limit 1
      ) p on true
      where k.staff_id = ${staffId} and k.role = 'primary' and k.superseded_at is null and k.valid_from <= ${day}::date
        and (k.valid_until is null or k.valid_until > ${day}::date)
    ) moved
    where deposit <> 0 or credit <> 0 or loan <> 0
    order by greatest(abs(deposit), abs(credit), abs(loan)) desc, name limit ${MOST_BALANCES}`.execute(db);
  return rows;
}

function signed(amount: ReturnType<typeof sql>) {
  return sql`case when ${amount} > 0 then '增加' else '减少' end || to_char(abs(${amount}), 'FM999,999,999,990.00') || '元'`;
}
