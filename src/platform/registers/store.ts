import { type RawBuilder, sql } from 'kysely';
import { fail } from '../../kernel/errors/public.ts';
import { type AnyRegister, type Field, registerErrors } from '../../kernel/register/public.ts';
import type { Context } from '../context.ts';
import { momentOf } from './moment.ts';
import { ALIAS, rowColumns } from './select.ts';
import type { AnyRow } from './served.ts';

type Values = Record<string, unknown>;

/** Inserts and gives the row back, with `permitted` computed on the row as it is then. */
export async function insertRow(
  ctx: Context,
  register: AnyRegister,
  values: Values,
  permitted: RawBuilder<unknown>,
): Promise<{ row: AnyRow; permitted: boolean }> {
  const full: Values = { ...values, recorded_at: ctx.clock.now() };
  const columns = Object.keys(full).filter((name) => full[name] !== undefined);
  const drawn = Object.entries(register.fields as Record<string, Field>).filter(
    ([name, field]) => field.kind.numbered && full[name] == null,
  );
  const names = [...columns, ...drawn.map(([name]) => name)];
  const data = [...columns.map((name) => sql`${full[name]}`), ...drawn.map(([, field]) => nextNumber(ctx, field))];
  const { rows } = await sql<AnyRow & { permitted: boolean }>`
    insert into ${sql.table(register.table)} as ${sql.ref(ALIAS)} (${sql.join(names.map((name) => sql.ref(name)))})
    values (${sql.join(data)})
    returning ${rowColumns(register)}, ${permitted} as permitted`.execute(ctx.db);
  const [inserted] = rows;
  if (!inserted) throw new Error(`insert into ${register.table} gave no row back`);
  const { permitted: allowed, ...row } = inserted;
  return { row: row as AnyRow, permitted: allowed };
}

/** `ZF20260305-1042`; the sequence is drawn inside the insert, which saves a round trip. */
function nextNumber(ctx: Context, field: Field): RawBuilder<unknown> {
  const day = momentOf(ctx).today.replaceAll('-', '');
  const prefix = `${field.kind.numbered?.(field.options) ?? ''}${day}-`;
  return sql`${prefix}::text || nextval('serial_no')`;
}

/**
 * Writes the changed values: an entity's row moves to its next version, a ledger's is superseded by a new one.
 * Throws ROW_CHANGED when somebody else was quicker.
 */
export function changeRow(ctx: Context, register: AnyRegister, before: AnyRow, changes: Values): Promise<AnyRow> {
  return register.storage === 'entity'
    ? changeEntity(ctx, register, before, changes)
    : replaceEntry(ctx, register, before, changes);
}

async function changeEntity(ctx: Context, register: AnyRegister, before: AnyRow, changes: Values): Promise<AnyRow> {
  const assignments = Object.entries({ ...changes, version: before.version + 1 }).map(
    ([name, value]) => sql`${sql.ref(name)} = ${value}`,
  );
  const { rows } = await sql<AnyRow>`
    update ${sql.table(register.table)} as ${sql.ref(ALIAS)} set ${sql.join(assignments)}
    where ${sql.ref(`${ALIAS}.id`)} = ${before.id} and ${sql.ref(`${ALIAS}.version`)} = ${before.version}
    returning ${rowColumns(register)}`.execute(ctx.db);
  return rows[0] ?? fail(registerErrors.ROW_CHANGED());
}

async function replaceEntry(ctx: Context, register: AnyRegister, before: AnyRow, changes: Values): Promise<AnyRow> {
  await endRow(ctx, register, before);
  const own = Object.keys(register.fields).map((name) => [name, before[name]]);
  const state = register.states ? { state: before.state } : {};
  const values = { ...Object.fromEntries(own), ...state, ...changes };
  const { row } = await insertRow(ctx, register, values, sql`true`);
  return row;
}

/** Ends a row of a ledger without successor. Throws ROW_CHANGED when it is no longer in force. */
export async function endRow(ctx: Context, register: AnyRegister, before: AnyRow): Promise<void> {
  const ended = await sql`
    update ${sql.table(register.table)} set superseded_at = ${ctx.clock.now()}
    where id = ${before.id} and superseded_at is null`.execute(ctx.db);
  if (ended.numAffectedRows === 0n) fail(registerErrors.ROW_CHANGED());
}
