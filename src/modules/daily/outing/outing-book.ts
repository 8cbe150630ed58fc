import { sql } from 'kysely';
import type { CivilDate } from '../../../kernel/calendar/index.ts';
import { scoped } from '../../../platform/access/public.ts';
import type { Context } from '../../../platform/context.ts';
import { outing } from './outing.register.ts';
import { stopFields } from './stop.fields.ts';

/** What a printed register can hold; a longer span is printed in parts. */
const MOST = 500;

export type BookLine = {
  no: string;
  staff: string;
  kind: 'business' | 'private';
  outAt: Date | null;
  plannedOutAt: Date;
  expectedReturnAt: Date;
  returnedAt: Date | null;
  business: string;
  places: string | null;
  parties: string | null;
  /** Masked: the paper hangs where everybody reads it. */
  phones: string[];
  result: string | null;
  acknowledgedBy: string | null;
};

export type BookQuery = { from: CivilDate; to: CivilDate; staff?: number | undefined };

/** 依据 DAY-5: 离岗（外出）登记簿, the outings of the days `from` to `to` in the order in which people left. */
export async function outingBook(
  ctx: Context,
  { from, to, staff }: BookQuery,
): Promise<{ lines: BookLine[]; more: boolean }> {
  const { rows } = await sql<BookLine>`
    select o.no, s.name as staff, o.kind, o.out_at as "outAt", o.planned_out_at as "plannedOutAt",
      o.expected_return_at as "expectedReturnAt", o.returned_at as "returnedAt", o.business,
      (select string_agg(p.place, '、' order by p.rank) from outing_stop p where p.outing_id = o.id) as places,
      (select string_agg(concat_ws(' ', coalesce(c.name, p.party), nullif(p.contact_name, coalesce(c.name, p.party))), '、' order by p.rank)
        from outing_stop p left join customer c on c.id = p.customer_id where p.outing_id = o.id) as parties,
      array(select p.phone from outing_stop p where p.outing_id = o.id and p.phone is not null order by p.rank) as phones,
      o.result, k.name as "acknowledgedBy"
    from outing o
    join staff s on s.id = o.staff_id
    left join staff k on k.id = o.acknowledged_by
    where ${scoped(ctx, outing, { alias: 'o' })} and o.state <> 'cancelled'
      and o.biz_date between ${from}::date and ${to}::date
      and (${staff ?? null}::bigint is null or o.staff_id = ${staff ?? null}::bigint)
    order by coalesce(o.out_at, o.planned_out_at), o.id
    limit ${MOST + 1}`.execute(ctx.db);
  const mask = stopFields.phone.kind.mask ?? (() => '****');
  const lines = rows.slice(0, MOST).map((row) => ({ ...row, phones: row.phones.map(mask) }));
  return { lines, more: rows.length > MOST };
}
