import { z } from 'zod';
import { type FieldSpec, fieldOf } from '../field.ts';
import type { FieldKind, KindOptions } from '../kind.ts';

const valuesOf = (options: KindOptions) => options.values as Readonly<Record<string, string>>;

export const choiceKind: FieldKind<string> = {
  id: 'choice',
  column: 'text',
  schema: (options) => z.enum(Object.keys(valuesOf(options))),
  output: (options) => z.enum(Object.keys(valuesOf(options))),
  format: (value, options) => valuesOf(options)[value] ?? value,
  filters: ['in', 'eq', 'empty'],
  excel: {
    parse(text, options) {
      const wanted = text.trim();
      const found = Object.entries(valuesOf(options)).find(([, title]) => title === wanted);
      return found?.[0] ?? (wanted || null);
    },
    expected: (options) => Object.values(valuesOf(options)).join('、'),
    write: (value, options) => valuesOf(options)[value] ?? value,
  },
};

/** One of a closed list; `values` maps what is stored to its Chinese title. */
export function choice<const C extends FieldSpec & { values: Readonly<Record<string, string>> }>(spec: C) {
  type Value = Extract<keyof C['values'], string>;
  return fieldOf<Value, Value, C>(choiceKind as unknown as FieldKind<Value>, spec);
}
