import { z } from 'zod';
import { type FieldSpec, fieldOf } from '../field.ts';
import { type FieldKind, plainText } from '../kind.ts';

/** Mobile, landline with area code and extension, service numbers. */
const PHONE = /^\+?[\d][\d -]{4,18}$/;

export const phoneKind: FieldKind<string> = {
  id: 'phone',
  column: 'text',
  schema: () => z.string().trim().regex(PHONE, '应为电话号码，如 13800001234 或 0791-86700000'),
  output: () => z.string(),
  format: (value) => value,
  filters: ['eq', 'empty'],
  excel: plainText,
  mask: (value) => (value.length < 8 ? '****' : `${value.slice(0, 3)}****${value.slice(-4)}`),
};

/** A telephone number; personal data unless said otherwise. */
export function phone<const C extends FieldSpec>(spec: C) {
  return fieldOf<string, string, C>(phoneKind, spec, { personal: true });
}
