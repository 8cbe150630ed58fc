import { sql } from 'kysely';
import { fail } from '../../kernel/errors/public.ts';
import { type AnyRegister, type Grants, registerErrors } from '../../kernel/register/public.ts';
import { scoped, within } from '../access/public.ts';
import type { Context } from '../context.ts';
import { keepStatement } from '../db/statement.ts';
import { ALIAS, inForce, rowColumns } from './select.ts';
import type { AnyRow } from './served.ts';

/** The row, and for each of the named grants whether the principal has them on it. Throws 404 for what he may not see. */
export async function loadRow(
  ctx: Context,
  register: AnyRegister,
  id: number,
  grants: Readonly<Record<string, Grants>> = {},
): Promise<{ row: AnyRow; may: ReadonlySet<string> }> {
  const asked = Object.entries(grants).map(
    ([name, granted]) => sql`case when ${within(ctx, register, granted, ALIAS)} then ${name}::text end`,
  );
  const may = asked.length > 0 ? sql`array_remove(array[${sql.join(asked)}], null)` : sql`'{}'::text[]`;
  const query = sql<AnyRow & { may: string[] }>`
    select ${rowColumns(register, ctx)}, ${may} as may
    from ${sql.table(register.table)} as ${sql.ref(ALIAS)}
    where ${sql.ref(`${ALIAS}.id`)} = ${id}${inForce(register)}
      and ${scoped(ctx, register, { alias: ALIAS })}`.compile(ctx.db);
  keepStatement(query.sql);
  const [found] = (await ctx.db.executeQuery(query)).rows;
  if (!found) fail(registerErrors.ROW_NOT_FOUND());
  const { may: held, ...row } = found;
  return { row: row as AnyRow, may: new Set(held) };
}
