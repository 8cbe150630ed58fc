import { type RawBuilder, sql } from 'kysely';
import { type AnyRegister, type Field, visibleFields } from '../../kernel/register/public.ts';
import { isReader, LABEL_SCHEMA } from '../access/public.ts';
import type { Context } from '../context.ts';
import type { AnyRow } from './served.ts';

/** What queries over a register call its table. */
export const ALIAS = 't';

type Texts = { columns: string; joined: string; joins: string };

/** Where names come from: the tables, or for the reader, who may not open all that a row names, the views of names. */
const ownNames = new WeakMap<AnyRegister, Texts>();
const readersNames = new WeakMap<AnyRegister, Texts>();

/** Columns of one row: every field, and the names of what it refers to, looked up so that `returning` has them too. */
export function rowColumns(register: AnyRegister, ctx?: Context): RawBuilder<unknown> {
  return sql.raw(textsOf(register, ctx).columns);
}

/** The same for a page of rows, with the joins that it needs: a page names the same few again and again. */
export function pageColumns(
  register: AnyRegister,
  ctx: Context,
): { columns: RawBuilder<unknown>; joins: RawBuilder<unknown> } {
  const { joined, joins } = textsOf(register, ctx);
  return { columns: sql.raw(joined), joins: sql.raw(joins) };
}

function textsOf(register: AnyRegister, ctx?: Context): Texts {
  const byReader = ctx !== undefined && isReader(ctx);
  const texts = byReader ? readersNames : ownNames;
  const known = texts.get(register);
  if (known) return known;
  const own = ownColumns(register);
  const labels = visibleFields(register).flatMap(([name, field], index) => labelOf(name, field, `r${index}`, byReader));
  const made: Texts = {
    columns: [...own, ...labels.map(({ lookUp }) => lookUp)].join(', '),
    joined: [...own, ...labels.map(({ column }) => column)].join(', '),
    joins: labels.map(({ join }) => join).join(' '),
  };
  texts.set(register, made);
  return made;
}

function ownColumns(register: AnyRegister): string[] {
  const names = ['id', ...Object.keys(register.fields), 'recorded_at'];
  if (register.storage === 'entity') names.push('version');
  if (register.states) names.push('state');
  return names.map((name) => `${ALIAS}."${name}"`);
}

function labelOf(
  name: string,
  field: Field,
  alias: string,
  byReader: boolean,
): { lookUp: string; column: string; join: string }[] {
  const target = field.kind.references;
  if (!target) return [];
  const table = byReader ? `${LABEL_SCHEMA}."${target.table}"` : `"${target.table}"`;
  const label = `"${name}_label"`;
  const isIt = `${alias}.id = ${ALIAS}."${name}"`;
  return [
    {
      lookUp: `(select ${alias}."${target.label}" from ${table} ${alias} where ${isIt}) as ${label}`,
      column: `${alias}."${target.label}" as ${label}`,
      join: `left join ${table} ${alias} on ${isIt}`,
    },
  ];
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
