import { z } from 'zod';
import { type FieldSpec, fieldOf } from '../field.ts';
import { type FieldKind, plainText } from '../kind.ts';

const LONGEST_LINE = 200;

export const textKind: FieldKind<string> = {
  id: 'text',
  column: 'text',
  schema: ({ max }) =>
    z
      .string()
      .trim()
      .min(1)
      .max((max as number) ?? LONGEST_LINE),
  output: () => z.string(),
  format: (value) => value,
  filters: ['contains', 'eq', 'empty'],
  excel: plainText,
};

/** One line of text, at most `max` characters (200 if not given). */
export function text<const C extends FieldSpec & { max?: number }>(spec: C) {
  return fieldOf<string, string, C>(textKind, spec);
}
