import { sql } from 'kysely';
import { z } from 'zod';
import type { AnyRegister, Operation } from '../../kernel/register/public.ts';
import { asReader, scoped } from '../access/public.ts';
import type { Context } from '../context.ts';
import { keepStatement } from '../db/statement.ts';
import { filterConditions } from './filters.ts';
import { afterCursor, cursorColumn, orderBy, orderOf, writeCursor } from './paging.ts';
import { searchConditions } from './search.ts';
import { ALIAS, inForce, pageColumns, present } from './select.ts';
import type { AnyRow } from './served.ts';

/** No list is longer, whoever asks. */
export const LONGEST_PAGE = 200;
const USUAL_PAGE = 50;
/** Counting stops here: more is shown as "1000+". */
const COUNT_CAP = 1000;

export const LIST_QUERY = z.strictObject({
  limit: z.coerce.number().int().min(1).max(LONGEST_PAGE).default(USUAL_PAGE),
  after: z.string().max(500).optional(),
  q: z.string().max(100).optional(),
  filter: z.string().max(10_000).optional(),
  order: z.string().max(64).optional(),
  count: z.stringbool().default(false),
});
export type ListQuery = z.output<typeof LIST_QUERY>;

export type Page = {
  rows: AnyRow[];
  /** Cursor of the next page; null on the last. */
  next: string | null;
  count: { value: number; capped: boolean } | null;
};

/** One page of the rows that the principal may read (or export), masked, by keyset: any depth costs the same. */
export function listRows(
  ctx: Context,
  register: AnyRegister,
  query: ListQuery,
  operation: Operation = 'read',
): Promise<Page> {
  return asReader(ctx, (reading) => readPage(reading, register, query, operation));
}

async function readPage(ctx: Context, register: AnyRegister, query: ListQuery, operation: Operation): Promise<Page> {
  const order = orderOf(ctx, register, query.order, register.access[operation]);
  const conditions = [
    sql`${scoped(ctx, register, { operation, alias: ALIAS })}${inForce(register)}`,
    ...(await searchConditions(ctx, register, query.q)),
    ...filterConditions(register, query.filter),
  ];
  const table = sql`${sql.table(register.table)} as ${sql.ref(ALIAS)}`;
  const paged = [...conditions, ...afterCursor(register, order, query.after)];
  const { columns, joins } = pageColumns(register, ctx);
  const page = sql<AnyRow & { cursor_value?: string }>`
    select ${columns}${cursorColumn(order)}
    from ${table} ${joins}
    where ${sql.join(paged, sql` and `)}
    order by ${orderBy(order)} limit ${query.limit + 1}`.compile(ctx.db);
  // Filters make too many texts to keep, and a search needs a plan for what is searched; the plain list is what everybody opens.
  if (query.filter === undefined && query.q === undefined) keepStatement(page.sql);
  const { rows } = await ctx.db.executeQuery(page);
  const shown = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? shown.at(-1) : undefined;
  const next = last ? writeCursor(order, last) : null;
  for (const row of shown) {
    delete row.cursor_value;
    present(register, row);
  }
  return { rows: shown, next, count: query.count ? await cappedCount() : null };

  async function cappedCount(): Promise<Page['count']> {
    const counted = await sql<{ value: number }>`
      select count(*) as value
      from (select from ${table} where ${sql.join(conditions, sql` and `)} limit ${COUNT_CAP + 1}) as counted`.execute(
      ctx.db,
    );
    const value = counted.rows[0]?.value ?? 0;
    return { value: Math.min(value, COUNT_CAP), capped: value > COUNT_CAP };
  }
}

/** Every row that the principal may export and the query asks for, page by page, masked. */
export async function* exportRows(
  ctx: Context,
  register: AnyRegister,
  query: Pick<ListQuery, 'q' | 'filter' | 'order'>,
): AsyncGenerator<AnyRow[]> {
  for (let after: string | undefined; ; ) {
    const page = await listRows(ctx, register, { ...query, after, limit: LONGEST_PAGE, count: false }, 'export');
    yield page.rows;
    if (page.next === null) return;
    after = page.next;
  }
}
