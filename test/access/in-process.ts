import { sql } from 'kysely';
import { AppError } from '../../src/kernel/errors/public.ts';
import { scoped } from '../../src/platform/access/public.ts';
import type { Context } from '../../src/platform/context.ts';
import { exportRows, getRow, listRows, type ServedRegister } from '../../src/platform/registers/public.ts';
import { type Decisions, shownInClear } from './decisions.ts';
import type { Planted } from './grid.ts';
import type { RegisterRow } from './table.ts';

/** What the register's functions let the context's person do: the same as HTTP without the way there, hence quick. */
export async function decisionsInProcess(
  ctx: Context,
  served: ServedRegister,
  row: RegisterRow,
  rows: readonly Planted[],
): Promise<Decisions> {
  const { register } = served;
  const decisions: Decisions = new Set();
  const place = new Map(rows.map(({ id, index }) => [id, index]));
  const look = (word: string, answer: { id: number }) => {
    decisions.add(`${word} ${answer.id}`);
    for (const field of shownInClear(register, row, answer, place.get(answer.id) ?? -1)) {
      decisions.add(`clear ${field} ${answer.id}`);
    }
  };
  for (const answer of (await listRows(ctx, register, { limit: 200, count: false })).rows) look('read', answer);
  for await (const page of exportRows(ctx, register, {})) for (const answer of page) look('export', answer);
  for (const { id } of rows) {
    const detail = await getRow(ctx, served, id).catch(refused);
    if (!detail) continue;
    look('open', detail.row);
    if (detail.editable) decisions.add(`update ${id}`);
    if (detail.revealable) decisions.add(`reveal ${id}`);
    for (const name of detail.actions) decisions.add(`act ${name} ${id}`);
  }
  const creatable = await sql<{ id: number }>`
    select id from ${sql.table(register.table)} where ${scoped(ctx, register, { operation: 'create' })}`.execute(
    ctx.db,
  );
  const planted = new Map(rows.map((one) => [one.id, one]));
  for (const { id } of creatable.rows) {
    const one = planted.get(id);
    if (one && !one.ended && !isOwn(register.notBy?.create, one)) decisions.add(`create ${id}`);
  }
  return decisions;
}

function isOwn(notBy: readonly string[] | undefined, { own }: Planted): boolean {
  return own.some((column) => notBy?.includes(column));
}

function refused(error: unknown): null {
  if (error instanceof AppError) return null;
  throw error;
}
