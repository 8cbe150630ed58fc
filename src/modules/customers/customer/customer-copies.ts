import { sql } from 'kysely';
import type { CivilDate } from '../../../kernel/calendar/index.ts';
import type { Db } from '../../../platform/db/database.ts';

/** Copies to the customers who holds 主办 custody today; nobody does: null. */
export async function refreshHolders(db: Db, today: CivilDate, customerIds: readonly number[]): Promise<void> {
  await sql`
    update customer k set holder_id = h.staff_id
    from unnest(${customerIds}::bigint[]) as c (id)
      left join custody h on h.customer_id = c.id and h.role = 'primary' and h.superseded_at is null
        and h.valid_from <= ${today}::date and (h.valid_until is null or h.valid_until > ${today}::date)
    where k.id = c.id and k.holder_id is distinct from h.staff_id`.execute(db);
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

/**
 * Brings in what begins or ends by itself on that day: custody and balances dated ahead. To be run once a day; returns
 * how many customers changed.
 */
export async function turnOfDay(db: Db, today: CivilDate): Promise<number> {
  const { rows } = await sql<{ customer_id: number }>`
    select distinct customer_id from custody
    where superseded_at is null and role = 'primary' and (valid_from = ${today}::date or valid_until = ${today}::date)`.execute(
    db,
  );
  const ids = rows.map((row) => row.customer_id);
  await refreshHolders(db, today, ids);
  const moved = await sql`
    update customer k set deposit = b.deposit, credit = b.credit, loan = b.loan
    from balance b
    where b.customer_id = k.id and b.superseded_at is null and b.valid_from = ${today}::date
      and (k.deposit, k.credit, k.loan) is distinct from (b.deposit, b.credit, b.loan)`.execute(db);
  return ids.length + Number(moved.numAffectedRows ?? 0n);
}
