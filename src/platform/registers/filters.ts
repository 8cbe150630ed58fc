import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { fail } from '../../kernel/errors/public.ts';
import { type AnyRegister, type Field, type FilterOperator, registerErrors } from '../../kernel/register/public.ts';
import { ALIAS } from './select.ts';

const MOST_FILTERS = 20;
const MOST_VALUES = 200;

const FILTERS = z.array(z.strictObject({ field: z.string(), op: z.string(), value: z.unknown() })).max(MOST_FILTERS);

/** SQL conditions of a list's `filter` parameter. Throws BAD_FILTER for a field, operator or value that is not offered. */
export function filterConditions(register: AnyRegister, text: string | undefined): RawBuilder<unknown>[] {
  if (text === undefined) return [];
  const filters = FILTERS.safeParse(parseJson(text));
  if (!filters.success) fail(registerErrors.BAD_FILTER(undefined, 'filter'));
  return filters.data.map(({ field, op, value }) => condition(register, field, op as FilterOperator, value));
}

function condition(register: AnyRegister, name: string, op: FilterOperator, value: unknown): RawBuilder<unknown> {
  const field = offered(register, name, op);
  const operand = operandSchema(field, op).safeParse(value);
  if (!operand.success) fail(registerErrors.BAD_FILTER(undefined, name));
  return op === 'within'
    ? inSubtree(register, name, operand.data as number)
    : compare(sql.ref(`${ALIAS}.${name}`), op, operand.data);
}

/** A field is filtered by what its kind and the register offer; personal data only by its whole value. */
function offered(register: AnyRegister, name: string, op: FilterOperator): Field {
  const isState = name === 'state' && register.states !== undefined;
  if (isState && (op === 'eq' || op === 'in')) return STATE;
  const field: Field | undefined = register.list.filters.includes(name) ? register.fields[name] : undefined;
  const allowed = field?.kind.filters.includes(op) && !(field.personal && op === 'contains');
  return field && allowed ? field : fail(registerErrors.BAD_FILTER(undefined, name));
}

/** States are closed by the declaration; an unknown one simply finds nothing. */
const STATE = { kind: { schema: () => z.string() }, options: {} } as unknown as Field;

function operandSchema(field: Field, op: FilterOperator): z.ZodType {
  if (op === 'empty') return z.boolean();
  if (op === 'contains') return z.string().trim().min(1).max(100);
  const one = field.kind.schema(field.options);
  return op === 'in' ? z.array(one).min(1).max(MOST_VALUES) : one;
}

/** The subtree of an institution; where the row copies its `ord` this is a range that the list's index serves. */
function inSubtree({ scope, fields }: AnyRegister, name: string, id: number): RawBuilder<unknown> {
  const copy = name.replace(/_id$/, '_ord');
  const bound = (end: 'ord' | 'ord_until') => sql`(select ${sql.ref(end)} from institution where id = ${id})`;
  if (copy in fields && copy === scope.ord) {
    const ord = sql.ref(`${ALIAS}.${copy}`);
    return sql`${ord} >= ${bound('ord')} and ${ord} < ${bound('ord_until')}`;
  }
  return sql`${sql.ref(`${ALIAS}.${name}`)} in (
    select id from institution where ord >= ${bound('ord')} and ord < ${bound('ord_until')})`;
}

function compare(
  column: RawBuilder<unknown>,
  op: Exclude<FilterOperator, 'within'>,
  value: unknown,
): RawBuilder<unknown> {
  switch (op) {
    case 'eq':
      return sql`${column} = ${value}`;
    case 'in':
      return sql`${column} in (${sql.join(value as unknown[])})`;
    case 'contains':
      return sql`${column} ilike ${likePattern(String(value))}`;
    case 'gte':
      return sql`${column} >= ${value}`;
    case 'lte':
      return sql`${column} <= ${value}`;
    case 'lt':
      return sql`${column} < ${value}`;
    case 'empty':
      return value ? sql`${column} is null` : sql`${column} is not null`;
  }
}

/** Anything that contains the text, whose own wildcards mean themselves. */
export function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
