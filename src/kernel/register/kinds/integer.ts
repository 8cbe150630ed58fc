import { z } from 'zod';
import { type FieldSpec, fieldOf } from '../field.ts';
import type { FieldKind } from '../kind.ts';

const LARGEST = 2_147_483_647;

export const integerKind: FieldKind<number> = {
  id: 'integer',
  column: 'integer',
  schema: ({ min, max }) =>
    z
      .int()
      .min((min as number) ?? -LARGEST)
      .max((max as number) ?? LARGEST),
  output: () => z.int(),
  format: (value) => String(value),
  filters: ['gte', 'lte', 'eq', 'empty'],
  excel: {
    parse(text) {
      const digits = text.replace(/[,,\s]/g, '');
      return /^-?\d+$/.test(digits) ? Number(digits) : digits || null;
    },
    expected: () => '整数',
    write: (value) => value,
  },
};

/** A whole number of at most 32 bits, within `min` and `max`. */
export function integer<const C extends FieldSpec & { min?: number; max?: number }>(spec: C) {
  return fieldOf<number, number, C>(integerKind, spec);
}
