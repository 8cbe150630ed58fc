import { z } from 'zod';
import { type FieldSpec, fieldOf } from '../field.ts';
import { type FieldKind, plainText } from '../kind.ts';

/** Identity cards, passports, unified social credit codes: letters and digits. */
const DOCUMENT = /^[0-9A-Za-z-]{5,30}$/;

export const idNumberKind: FieldKind<string> = {
  id: 'idNumber',
  column: 'text',
  schema: () => z.string().trim().regex(DOCUMENT, '应为证件号码，只含字母和数字'),
  output: () => z.string(),
  format: (value) => value,
  filters: ['eq', 'empty'],
  excel: plainText,
  mask: (value) => `${'*'.repeat(Math.max(4, value.length - 4))}${value.slice(-4)}`,
};

/** The number of an identity document; personal data unless said otherwise. */
export function idNumber<const C extends FieldSpec>(spec: C) {
  return fieldOf<string, string, C>(idNumberKind, spec, { personal: true });
}
