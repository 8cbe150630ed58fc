import { type RawBuilder, sql } from 'kysely';
import { addDays, type CivilDate } from '../../../kernel/calendar/index.ts';
import type { Db } from '../../../platform/db/database.ts';

/** Brings what customers are found by up to their names, spellings and numbers. */
export async function refreshSearch(db: Db, customerIds: RawBuilder<unknown>): Promise<void> {
  await sql`
    insert into customer_search as s (customer_id, grams)
    select id, search_grams(concat_ws(' ', name, pinyin, no)) from customer where id in (${customerIds})
    on conflict (customer_id) do update set grams = excluded.grams where s.grams <> excluded.grams`.execute(db);
}

/** Copies to the customers who serves them today: who holds 主办 custody (nobody does: null), and who assists. */
export async function refreshServing(db: Db, today: CivilDate, customerIds: RawBuilder<unknown>): Promise<void> {
  await refreshHolders(db, today, customerIds);
  await refreshAssistants(db, today, customerIds);
}

async function refreshHolders(db: Db, today: CivilDate, customerIds: RawBuilder<unknown>): Promise<void> {
  await sql`
    update customer k set holder_id = h.staff_id
    from (${customerIds}) as c (id)
      left join custody h on h.customer_id = c.id and h.role = 'primary' and h.superseded_at is null
        and h.valid_from <= ${today}::date and (h.valid_until is null or h.valid_until > ${today}::date)
    where k.id = c.id and k.holder_id is distinct from h.staff_id`.execute(db);
}

async function refreshAssistants(db: Db, today: CivilDate, customerIds: RawBuilder<unknown>): Promise<void> {
  const assisting = sql`
    select distinct h.customer_id, h.staff_id from (${customerIds}) as c (id)
      join custody h on h.customer_id = c.id and h.role = 'assistant' and h.superseded_at is null
        and h.valid_from <= ${today}::date and (h.valid_until is null or h.valid_until > ${today}::date)`;
  await sql`
    delete from customer_assistant a using (${customerIds}) as c (id)
    where a.customer_id = c.id and (a.customer_id, a.staff_id) not in (${assisting})`.execute(db);
  await sql`insert into customer_assistant ${assisting} on conflict do nothing`.execute(db);
}

/** Copies to the customers the day of their newest contact that was not retracted. */
export async function refreshLastContact(db: Db, today: CivilDate, customerIds: readonly number[]): Promise<void> {
  await sql`
    update customer k set last_contact_on = f.day
    from (
      select c.id, (
        select max(biz_date) from fact where subject_id = c.id and kind = 'contact' and superseded_at is null
          and not retracted and biz_date <= ${today}::date
      ) as day
      from unnest(${customerIds}::bigint[]) as c (id)
    ) f
    where k.id = f.id and k.last_contact_on is distinct from f.day`.execute(db);
}

/** A server that stood still so long still catches up with everything that was dated ahead. */
const DAYS_CAUGHT_UP = 31;

/** Brings in what begins or ends by itself: custody and balances dated ahead. To be run when a day begins. */
export async function turnOfDay(db: Db, today: CivilDate): Promise<void> {
  const since = addDays(today, -DAYS_CAUGHT_UP);
  const turning = sql`
    select distinct customer_id from custody
    where superseded_at is null
      and (valid_from between ${since}::date and ${today}::date or valid_until between ${since}::date and ${today}::date)`;
  await refreshServing(db, today, turning);
  await sql`
    update customer k set deposit = b.deposit, credit = b.credit, loan = b.loan
    from (
      select distinct on (customer_id) customer_id, deposit, credit, loan from balance
      where superseded_at is null and valid_from between ${since}::date and ${today}::date
      order by customer_id, valid_from desc
    ) b
    where b.customer_id = k.id and (k.deposit, k.credit, k.loan) is distinct from (b.deposit, b.credit, b.loan)`.execute(
    db,
  );
}
