import type { AnyRegister } from '../../kernel/register/public.ts';
import type { Query } from '../api/client.ts';
import type { FieldFilter } from '../fields/field.ts';

/** The filters that a register's list offers, by field name. */
export type Filters = Readonly<Record<string, FieldFilter>>;

/** What the address says, as the server's list takes it: search, conditions (JSON), order. Unknown parameters are left out. */
export function listQuery(
  register: AnyRegister,
  filters: Filters,
  values: Readonly<Record<string, string>>,
  zone: string,
): Query {
  const conditions = Object.entries(filters).flatMap(([name, filter]) => {
    const text = values[name];
    return text === undefined ? [] : filter.conditions(text, zone).map((condition) => ({ field: name, ...condition }));
  });
  const offered: readonly { by: string }[] = register.list.order;
  const order = offered.some(({ by }) => by === values.order?.replace(/^-/, '')) ? values.order : undefined;
  return { q: values.q, order, filter: conditions.length === 0 ? undefined : JSON.stringify(conditions) };
}
