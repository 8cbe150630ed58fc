import type { Problem } from '../../../kernel/errors/public.ts';
import type { RowOf } from '../../../kernel/register/public.ts';
import { organisationErrors } from '../errors.ts';
import type { appointmentFields } from './appointment.fields.ts';

export function checkAppointment(row: RowOf<typeof appointmentFields>): Problem[] {
  const endsEarly = row.valid_until !== null && row.valid_until !== undefined && row.valid_until <= row.valid_from;
  return endsEarly ? [organisationErrors.APPOINTMENT_ENDS_EARLY(undefined, 'valid_until')] : [];
}
