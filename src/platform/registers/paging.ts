import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { fail } from '../../kernel/errors/public.ts';
import { type AnyRegister, type Grants, reachOf, registerErrors } from '../../kernel/register/public.ts';
import type { Context } from '../context.ts';
import { defineCursor } from './cursor.ts';
import { ALIAS } from './select.ts';
import type { AnyRow } from './served.ts';

export type Order = { by: string; descending: boolean };

const places = defineCursor(z.strictObject({ by: z.string(), value: z.string().nullable(), id: z.int() }));

/** The order that was asked for (`field` or `-field`), else the register's first. Throws BAD_FILTER for another. */
export function orderOf(ctx: Context, register: AnyRegister, asked: string | undefined, grants: Grants): Order {
  const offered: readonly { by: string; descending?: boolean }[] = register.list.order;
  const wanted = asked === undefined ? offered[0] : offered.find(({ by }) => by === asked.replace(/^-/, ''));
  if (!wanted) fail(registerErrors.BAD_FILTER(undefined, 'order'));
  const descending = asked === undefined ? (wanted.descending ?? false) : asked.startsWith('-');
  return { by: narrowed(ctx, register, wanted.by, grants), descending };
}

/** Ordering by institution serves the range of institutions; who reaches rows otherwise is served by their ids. */
function narrowed(ctx: Context, register: AnyRegister, by: string, grants: Grants): string {
  if (by !== register.scope.ord) return by;
  const ranged = reachOf(grants, ctx.principal).some(({ relation }) => relation === 'institution');
  return ranged ? by : 'id';
}

export function orderBy({ by, descending }: Order): RawBuilder<unknown> {
  const direction = descending ? sql` desc` : sql``;
  const id = sql`${sql.ref(`${ALIAS}.id`)}${direction}`;
  return by === 'id' ? id : sql`${sql.ref(`${ALIAS}.${by}`)}${direction}, ${id}`;
}

/** The column that goes into the cursor, as text so that microseconds survive. */
export function cursorColumn({ by }: Order): RawBuilder<unknown> {
  return by === 'id' ? sql`` : sql`, ${sql.ref(`${ALIAS}.${by}`)}::text as cursor_value`;
}

/** Rows after the cursor. Throws BAD_CURSOR if it is not one that this list gave. */
export function afterCursor(register: AnyRegister, order: Order, text: string | undefined): RawBuilder<unknown>[] {
  if (text === undefined) return [];
  const { value, id } = readCursor(order, text);
  const beyond = order.descending ? sql`<` : sql`>`;
  const idColumn = sql.ref(`${ALIAS}.id`);
  if (order.by === 'id') return [sql`${idColumn} ${beyond} ${id}`];
  const type = sql.raw(register.fields[order.by].kind.column);
  return [sql`(${sql.ref(`${ALIAS}.${order.by}`)}, ${idColumn}) ${beyond} (${value}::text::${type}, ${id})`];
}

export function writeCursor(order: Order, row: AnyRow & { cursor_value?: string }): string {
  return places.write({ by: keyOf(order), value: row.cursor_value ?? null, id: row.id });
}

function readCursor(order: Order, text: string) {
  const place = places.read(text);
  return place.by === keyOf(order) ? place : fail(registerErrors.BAD_CURSOR(undefined, 'after'));
}

function keyOf({ by, descending }: Order): string {
  return descending ? `-${by}` : by;
}
