import { z } from 'zod';
import { type FieldSpec, fieldOf } from '../field.ts';
import type { FieldKind } from '../kind.ts';

const WORDS: Readonly<Record<string, boolean>> = { 是: true, 否: false };

export const booleanKind: FieldKind<boolean> = {
  id: 'boolean',
  column: 'boolean',
  schema: () => z.boolean(),
  output: () => z.boolean(),
  format: (value) => (value ? '是' : '否'),
  filters: ['eq'],
  excel: {
    parse: (text) => WORDS[text.trim()] ?? (text.trim() || null),
    expected: () => Object.keys(WORDS).join('或'),
    write: (value) => (value ? '是' : '否'),
  },
};

/** 是 or 否. */
export function boolean<const C extends FieldSpec>(spec: C) {
  return fieldOf<boolean, boolean, C>(booleanKind, spec);
}
