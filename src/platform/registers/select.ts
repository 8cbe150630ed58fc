import { type RawBuilder, sql } from 'kysely';
import { type AnyRegister, type Field, visibleFields } from '../../kernel/register/public.ts';
import type { AnyRow } from './served.ts';

/** What queries over a register call its table. */
export const ALIAS = 't';

const lists = new WeakMap<AnyRegister, string>();

/** Columns of a row as the server works with it: every field, and the names of what it refers to. */
export function rowColumns(register: AnyRegister): RawBuilder<unknown> {
  return sql.raw(cached(register));
}

function cached(register: AnyRegister): string {
  const known = lists.get(register);
  if (known !== undefined) return known;
  const list = columnList(register);
  lists.set(register, list);
  return list;
}

function columnList(register: AnyRegister): string {
  const own = ['id', ...Object.keys(register.fields), 'recorded_at'];
  if (register.storage === 'entity') own.push('version');
  if (register.states) own.push('state');
  const labels = visibleFields(register).flatMap(([name, field]) => labelOf(name, field));
  return [...own.map((name) => `${ALIAS}."${name}"`), ...labels].join(', ');
}

/** A look-up per shown row costs less than a join, which the planner may start from the wrong side. */
function labelOf(name: string, field: Field): string[] {
  const target = field.kind.references;
  if (!target) return [];
  return [`(select r."${target.label}" from "${target.table}" r where r.id = ${ALIAS}."${name}") as "${name}_label"`];
}

/** Rows of a ledger count while nothing supersedes them. */
export function inForce(register: AnyRegister): RawBuilder<unknown> {
  return register.storage === 'ledger' ? sql` and ${sql.ref(`${ALIAS}.superseded_at`)} is null` : sql``;
}

/** Hides what answers do not carry: hidden columns, and personal data behind its mask. Works on the row in place. */
export function present(register: AnyRegister, row: AnyRow, { reveal = false } = {}): AnyRow {
  for (const [name, hide] of hidings(register)) {
    if (hide === null) delete row[name];
    else if (!reveal && row[name] !== null) row[name] = hide(String(row[name]));
  }
  row.version ??= 1;
  return row;
}

type Hide = ((value: string) => string) | null;
const hidden = new WeakMap<AnyRegister, [string, Hide][]>();

function hidings(register: AnyRegister): [string, Hide][] {
  const known = hidden.get(register);
  if (known) return known;
  const list = Object.entries(register.fields as Record<string, Field>)
    .filter(([, field]) => field.hidden || field.personal)
    .map(([name, field]): [string, Hide] => [name, field.hidden ? null : maskOf(field)]);
  hidden.set(register, list);
  return list;
}

const WHOLLY_HIDDEN = '****';

function maskOf(field: Field): (value: string) => string {
  return field.kind.mask ?? (() => WHOLLY_HIDDEN);
}

/** A copy of values for the audit record: personal data stays masked there too. */
export function masked(register: AnyRegister, values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const field: Field | undefined = register.fields[name];
      return [name, field?.personal && value !== null ? maskOf(field)(String(value)) : value];
    }),
  );
}
