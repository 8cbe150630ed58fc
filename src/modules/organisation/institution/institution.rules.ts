import type { Problem } from '../../../kernel/errors/public.ts';
import type { RowOf } from '../../../kernel/register/public.ts';
import { organisationErrors } from '../errors.ts';
import type { institutionFields } from './institution.fields.ts';

export function checkInstitution(row: RowOf<typeof institutionFields>): Problem[] {
  const closedEarly = row.closed_on !== null && row.closed_on !== undefined && row.closed_on < row.opened_on;
  return closedEarly ? [organisationErrors.INSTITUTION_CLOSED_EARLY(undefined, 'closed_on')] : [];
}
