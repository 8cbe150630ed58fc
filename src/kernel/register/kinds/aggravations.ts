import { z } from 'zod';
import { type FieldSpec, fieldOf } from '../field.ts';
import type { FieldKind } from '../kind.ts';

const MOST = 10;
const SEPARATOR = '、';
const CIRCUMSTANCES = z.array(z.string().min(1)).max(MOST);

export const aggravationsKind: FieldKind<string[]> = {
  id: 'aggravations',
  column: 'text[]',
  schema: () => CIRCUMSTANCES,
  output: () => CIRCUMSTANCES,
  format: (value) => value.join(SEPARATOR),
  filters: [],
  excel: {
    parse(text) {
      const named = text.split(SEPARATOR).flatMap((part) => part.trim() || []);
      return named.length > 0 ? named : null;
    },
    expected: () => `情节，多项用“${SEPARATOR}”隔开`,
    write: (value) => value.join(SEPARATOR),
  },
};

/** Named circumstances 加重情节 of a points table, by which a fault costs more. */
export function aggravations<const C extends FieldSpec>(spec: C) {
  return fieldOf<string[], string[], C>(aggravationsKind, spec);
}
