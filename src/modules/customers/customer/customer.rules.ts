import type { Problem } from '../../../kernel/errors/public.ts';
import type { Moment, RowOf } from '../../../kernel/register/public.ts';
import { customersErrors } from '../errors.ts';
import type { customerFields } from './customer.fields.ts';

type CustomerRow = RowOf<typeof customerFields>;

export function checkCustomer(row: CustomerRow, { today }: Moment): Problem[] {
  return row.opened_on > today ? [customersErrors.CUSTOMER_OPENED_LATER(undefined, 'opened_on')] : [];
}

/** 依据 CUS-3: what a whole archive says of a customer. */
export const ARCHIVE_FIELDS = [
  'id_type',
  'id_no',
  'phone',
  'address',
  'industry',
  'contact_name',
  'contact_title',
] as const satisfies readonly (keyof typeof customerFields)[];

export type Completeness = { filled: number; of: number; missing: (typeof ARCHIVE_FIELDS)[number][] };

/** How far the archive is filled. Masked values count, because they are there. */
export function completenessOf(row: Partial<Record<(typeof ARCHIVE_FIELDS)[number], unknown>>): Completeness {
  const missing = ARCHIVE_FIELDS.filter((name) => row[name] === null || row[name] === undefined || row[name] === '');
  return { filled: ARCHIVE_FIELDS.length - missing.length, of: ARCHIVE_FIELDS.length, missing };
}
