import { type RawBuilder, sql } from 'kysely';
import type { AnyRegister } from '../../kernel/register/public.ts';
import type { Context } from '../context.ts';
import { gramsQuery } from '../text/grams.ts';
import { likePattern } from './filters.ts';
import { ALIAS } from './select.ts';

/** A text that more rows have is so frequent that going through the rows in their order fills a page sooner. */
const MOST_CANDIDATES = 2000;

/** The search box: any of the register's search columns contains the text. */
export async function searchConditions(
  ctx: Context,
  register: AnyRegister,
  text: string | undefined,
): Promise<RawBuilder<unknown>[]> {
  const wanted = text?.trim();
  if (!wanted || register.list.search.length === 0) return [];
  const pattern = likePattern(wanted);
  const hits = register.list.search.map((name: string) => sql`${sql.ref(`${ALIAS}.${name}`)} ilike ${pattern}`);
  const contains = sql`(${sql.join(hits, sql` or `)})`;
  const found = await candidates(ctx, register, wanted);
  if (found === 'unknown') return [contains];
  // Taken for half of the rows by the planner, which therefore goes through them in their order until a page is full.
  if (found === 'many') return [sql`coalesce(${contains}, false)`];
  return [sql`${sql.ref(`${ALIAS}.id`)} = any(${found}::bigint[])`, contains];
}

/** The rows of which an index has all grams of the text, a few too many at most. */
async function candidates(
  { db }: Context,
  { list: { searchIndex } }: AnyRegister,
  wanted: string,
): Promise<number[] | 'many' | 'unknown'> {
  const grams = gramsQuery(wanted);
  if (!searchIndex || grams === null) return 'unknown';
  const { rows } = await sql<{ id: number }>`
    select ${sql.ref(searchIndex.key)} as id from ${sql.table(searchIndex.table)}
    where grams @@ ${grams}::tsquery limit ${MOST_CANDIDATES + 1}`.execute(db);
  return rows.length > MOST_CANDIDATES ? 'many' : rows.map(({ id }) => id);
}
