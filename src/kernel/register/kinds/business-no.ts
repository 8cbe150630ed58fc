import { z } from 'zod';
import { type FieldSpec, fieldOf } from '../field.ts';
import { type FieldKind, plainText } from '../kind.ts';

const LONGEST_NO = 64;

export const businessNoKind: FieldKind<string> = {
  id: 'businessNo',
  column: 'text',
  schema: () => z.string().trim().min(1).max(LONGEST_NO),
  output: () => z.string(),
  format: (value) => value,
  filters: ['eq', 'contains'],
  excel: plainText,
};

/** The bank's own number, as people or files give it. */
export function businessNo<const C extends FieldSpec>(spec: C) {
  return fieldOf<string, string, C>(businessNoKind, spec);
}
