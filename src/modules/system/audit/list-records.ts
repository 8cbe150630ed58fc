import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { addDays, type CivilDate, parseCivilDate, startOfDay } from '../../../kernel/calendar/index.ts';
import type { Context } from '../../../platform/context.ts';
import { matches } from './watched.ts';

const PAGE = 50;
const LONGEST_PAGE = 200;

const day = z.string().refine((text) => parseCivilDate(text) !== null, '请按 2026-05-01 的形式填写');

export const auditQuery = z.object({
  limit: z.coerce.number().int().min(1).max(LONGEST_PAGE).default(PAGE),
  after: z.coerce.number().int().positive().optional(),
  /** Civil dates of the bank, both included. */
  from: day.optional(),
  to: day.optional(),
  /** A member of staff's id. */
  person: z.coerce.number().int().positive().optional(),
  register: z.string().max(64).optional(),
  /** An action, its beginning (`visit.`) or its end (`.reveal`). */
  action: z.string().max(64).optional(),
  row: z.string().max(200).optional(),
});
export type AuditQuery = z.output<typeof auditQuery>;

export type AuditRecord = {
  id: number;
  at: Date;
  /** Who did it; null: the system itself. */
  who: string | null;
  staffNo: string | null;
  action: string;
  register: string | null;
  rowId: string | null;
  detail: Record<string, unknown>;
  sealed: boolean;
};

/**
 * Audit records, newest first, a page at a time.
 */
export async function listRecords(
  ctx: Context,
  query: AuditQuery,
): Promise<{ items: AuditRecord[]; next: number | null }> {
  const { rows } = await sql<AuditRecord>`
    select r.id, r.at, coalesce(s.name, a.login) as who, s.no as "staffNo", r.action, r.register, r.row_id as "rowId",
      r.detail, exists (select from audit_chain c where c.record_id = r.id) as sealed
    from (
      select * from audit_record r where ${sql.join(conditions(query, ctx.zone), sql` and `)}
      order by r.at desc, r.id desc limit ${query.limit + 1}
    ) r
    left join account a on a.id = r.account_id
    left join staff s on s.id = r.staff_id
    order by r.at desc, r.id desc`.execute(ctx.db);
  const items = rows.slice(0, query.limit);
  return { items, next: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null };
}

function conditions(query: AuditQuery, zone: string): RawBuilder<unknown>[] {
  const all = [sql`true`];
  if (query.from !== undefined) all.push(sql`r.at >= ${startOfDay(query.from as CivilDate, zone)}`);
  if (query.to !== undefined) all.push(sql`r.at < ${startOfDay(addDays(query.to as CivilDate, 1), zone)}`);
  if (query.person !== undefined) all.push(sql`r.staff_id = ${query.person}`);
  if (query.register !== undefined) all.push(sql`r.register = ${query.register}`);
  if (query.action !== undefined) all.push(matches(sql`r.action`, query.action));
  if (query.row !== undefined) all.push(sql`r.row_id = ${query.row}`);
  if (query.after !== undefined) {
    all.push(sql`(r.at, r.id) < (select at, id from audit_record where id = ${query.after})`);
  }
  return all;
}
