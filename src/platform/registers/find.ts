import { sql } from 'kysely';
import type { AnyRegister, ReferenceTarget } from '../../kernel/register/public.ts';
import { scoped } from '../access/public.ts';
import type { Context } from '../context.ts';
import { ALIAS, inForce, rowColumns } from './select.ts';
import type { AnyRow } from './served.ts';

/** The row in force with these values, within what the principal may read; null if there is none. */
export async function findRow(
  ctx: Context,
  register: AnyRegister,
  key: Readonly<Record<string, unknown>>,
): Promise<AnyRow | null> {
  const wanted = Object.entries(key).map(([name, value]) => sql`${sql.ref(`${ALIAS}.${name}`)} = ${value}`);
  const { rows } = await sql<AnyRow>`
    select ${rowColumns(register)} from ${sql.table(register.table)} as ${sql.ref(ALIAS)}
    where ${sql.join(wanted, sql` and `)}${inForce(register)} and ${scoped(ctx, register, { alias: ALIAS })}
    limit 1`.execute(ctx.db);
  return rows[0] ?? null;
}

/** What a text names: the id of one row, or `several` where the same name is borne by more than one. */
export type Named = ReadonlyMap<string, number | 'several'>;

/**
 * Rows by what people call them, all texts at once: by their number, else by their name where only one has it. Within
 * what the principal may read; a text that names nothing there is left out.
 */
export async function findNamed(
  ctx: Context,
  register: AnyRegister,
  { label, number = label }: ReferenceTarget,
  texts: readonly string[],
): Promise<Named> {
  const { rows } = await sql<{ id: number; number: string; label: string }>`
    select ${ALIAS_ID}, ${column(number)} as number, ${column(label)} as label
    from ${sql.table(register.table)} as ${sql.ref(ALIAS)}
    where (${column(number)} = any(${texts}::text[]) or ${column(label)} = any(${texts}::text[]))
      ${inForce(register)} and ${scoped(ctx, register, { alias: ALIAS })}`.execute(ctx.db);
  const named = new Map<string, number | 'several'>();
  for (const row of rows) named.set(row.label, named.has(row.label) ? 'several' : row.id);
  for (const row of rows) if (number !== label) named.set(row.number, row.id);
  return named;
}

const ALIAS_ID = sql.ref(`${ALIAS}.id`);

const column = (name: string) => sql.ref(`${ALIAS}.${name}`);
