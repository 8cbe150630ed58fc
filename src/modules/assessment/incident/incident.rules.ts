import type { Problem } from '../../../kernel/errors/public.ts';
import type { Moment, RowOf } from '../../../kernel/register/public.ts';
import { assessmentErrors } from '../errors.ts';
import type { incidentFields } from './incident.fields.ts';

export type IncidentState = 'filed' | 'confirmed' | 'dismissed' | 'withdrawn';
export type IncidentRow = RowOf<typeof incidentFields, IncidentState>;

export function checkIncident({ occurred_at }: IncidentRow, { now }: Moment): Problem[] {
  return occurred_at > now ? [assessmentErrors.INCIDENT_IN_FUTURE(undefined, 'occurred_at')] : [];
}

export function judged(_row: IncidentRow, { staffId, now }: Moment): Partial<IncidentRow> {
  return { judged_by: staffId, judged_at: now };
}
