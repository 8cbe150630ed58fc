import { z } from 'zod';
import { type FieldSpec, fieldOf } from '../field.ts';
import type { FieldKind } from '../kind.ts';

const EXACT = /^-?\d{1,16}(\.\d{1,2})?$/;

export const moneyKind: FieldKind<string> = {
  id: 'money',
  column: 'numeric(18,2)',
  schema: () => z.string().trim().regex(EXACT, '应为金额（元），最多两位小数'),
  output: () => z.string(),
  format: formatYuan,
  filters: ['gte', 'lte', 'eq', 'empty'],
  excel: {
    /** People write thousands separators and a currency sign. */
    parse: (text) => text.replace(/[,,\s¥¥]/g, '') || null,
    expected: () => '金额（元，最多两位小数）',
    write: (value) => value,
  },
};

/** An amount in yuan, an exact decimal string with at most two decimals; never a float. */
export function money<const C extends FieldSpec>(spec: C) {
  return fieldOf<string, string, C>(moneyKind, spec);
}

/** From ten thousand up people speak in 万元: `1,234.50 万元`, below in yuan; computed on the digits, never as a float. */
function formatYuan(amount: string): string {
  const negative = amount.startsWith('-');
  const [whole = '0', decimals = ''] = amount.replace('-', '').split('.');
  const fen = BigInt(whole) * 100n + BigInt(decimals.padEnd(2, '0').slice(0, 2));
  const inWan = fen >= 1_000_000n;
  const hundredths = inWan ? (fen + 5_000n) / 10_000n : fen;
  const integer = String(hundredths / 100n).replace(/\B(?=(\d{3})+$)/g, ',');
  const rest = String(hundredths % 100n).padStart(2, '0');
  return `${negative ? '-' : ''}${integer}.${rest} ${inWan ? '万元' : '元'}`;
}
