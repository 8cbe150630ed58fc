import type { Problem } from '../../../kernel/errors/public.ts';
import type { RowOf } from '../../../kernel/register/public.ts';
import { organisationErrors } from '../errors.ts';
import type { staffFields } from './staff.fields.ts';

export function checkStaff(row: RowOf<typeof staffFields>): Problem[] {
  const problems: Problem[] = [];
  if (row.id !== undefined && row.supervisor_id === row.id) {
    problems.push(organisationErrors.STAFF_OWN_SUPERVISOR(undefined, 'supervisor_id'));
  }
  if (row.left_on && row.left_on < row.joined_on) {
    problems.push(organisationErrors.STAFF_LEFT_EARLY(undefined, 'left_on'));
  }
  return problems;
}
