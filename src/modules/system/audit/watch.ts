import { sql } from 'kysely';
import { addDays, type CivilDate, datesBetween, startOfDay } from '../../../kernel/calendar/index.ts';
import type { Context } from '../../../platform/context.ts';
import { BANK_CALENDAR, loadCalendars } from '../../../platform/duties/public.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { isWatched, WATCHED, type Watched, watchedKind } from './watched.ts';

/** A month of work: long enough to see what is usual, short enough to be read. */
const DAYS = 30;
const MOST_PEOPLE = 8;

export type WatchedLine = {
  kind: Watched;
  title: string;
  /** What finds them in the audit log. */
  action: string;
  count: number;
  people: number;
  /** How many of them were on rest days. */
  onRestDays: number;
  lastAt: Date | null;
};

export type WatchedPerson = {
  staffId: number | null;
  who: string;
  staffNo: string | null;
  reveals: number;
  exports: number;
  onRestDays: number;
};

export type Watch = { from: CivilDate; kinds: WatchedLine[]; people: WatchedPerson[] };

/** 依据 RUL-8: unusual access and exports of the last weeks, and who looked and took away the most. */
export async function watch(ctx: Context): Promise<Watch> {
  const from = addDays(momentOf(ctx).today, 1 - DAYS);
  const restDays = await restDaysSince(ctx, from);
  return { from, kinds: await kindsOf(ctx, from, restDays), people: await peopleOf(ctx, from, restDays) };
}

/** By the bank's own calendar: an institution's exceptions do not matter for what is only a hint. */
async function restDaysSince(ctx: Context, from: CivilDate): Promise<CivilDate[]> {
  const { now, today } = momentOf(ctx);
  const workdays = (await loadCalendars(ctx.db, now)).at(BANK_CALENDAR, now);
  return datesBetween(from, addDays(today, 1)).filter((day) => !workdays.isWorkday(day));
}

const onRestDay = (zone: string, restDays: readonly CivilDate[]) =>
  sql`(r.at at time zone ${zone}::text)::date = any(${restDays}::date[])`;

async function kindsOf({ db, zone }: Context, from: CivilDate, restDays: CivilDate[]): Promise<WatchedLine[]> {
  const { rows } = await sql<Pick<WatchedLine, 'kind' | 'count' | 'people' | 'onRestDays' | 'lastAt'>>`
    select ${watchedKind} as kind, count(*)::int as count, count(distinct r.account_id)::int as people,
      (count(*) filter (where ${onRestDay(zone, restDays)}))::int as "onRestDays", max(r.at) as "lastAt"
    from audit_record r where ${isWatched} and r.at >= ${startOfDay(from, zone)}
    group by 1`.execute(db);
  const found = new Map(rows.map((row) => [row.kind, row]));
  return (Object.keys(WATCHED) as Watched[]).map((kind) => ({
    ...(found.get(kind) ?? { kind, count: 0, people: 0, onRestDays: 0, lastAt: null }),
    ...WATCHED[kind],
  }));
}

async function peopleOf({ db, zone }: Context, from: CivilDate, restDays: CivilDate[]): Promise<WatchedPerson[]> {
  const { rows } = await sql<WatchedPerson>`
    select w.staff_id as "staffId", coalesce(s.name, a.login, '已删除的账号') as who, s.no as "staffNo", w.reveals, w.exports,
      w.rest as "onRestDays"
    from (
      select r.account_id, r.staff_id, (count(*) filter (where r.action like '%.reveal'))::int as reveals,
        (count(*) filter (where r.action like '%.export'))::int as exports,
        (count(*) filter (where ${onRestDay(zone, restDays)}))::int as rest
      from audit_record r
      where ${isWatched} and r.at >= ${startOfDay(from, zone)}
        and (r.action like '%.reveal' or r.action like '%.export') and r.account_id is not null
      group by r.account_id, r.staff_id order by count(*) desc, r.account_id limit ${MOST_PEOPLE}
    ) w
    left join account a on a.id = w.account_id left join staff s on s.id = w.staff_id
    order by w.reveals + w.exports desc, w.account_id`.execute(db);
  return rows;
}
