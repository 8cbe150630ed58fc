import { z } from 'zod';
import { type FieldSpec, fieldOf } from '../field.ts';
import { type FieldKind, plainText } from '../kind.ts';

const LONGEST_TEXT = 4000;

export const longTextKind: FieldKind<string> = {
  id: 'longText',
  column: 'text',
  schema: ({ max }) =>
    z
      .string()
      .trim()
      .min(1)
      .max((max as number) ?? LONGEST_TEXT),
  output: () => z.string(),
  format: (value) => value,
  filters: ['contains', 'empty'],
  excel: plainText,
};

/** Several lines of text, at most `max` characters (4000 if not given). */
export function longText<const C extends FieldSpec & { max?: number }>(spec: C) {
  return fieldOf<string, string, C>(longTextKind, spec);
}
