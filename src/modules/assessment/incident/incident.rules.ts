import { Decimal } from 'decimal.js';
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

/** 依据 ASM-16: who confirms may deduct what the points table names, or less, or nothing. */
export function withinTariff({ deduction, tariff }: IncidentRow): Problem[] {
  if (deduction === null) return [];
  if (tariff === null) return [assessmentErrors.DEDUCTION_WITHOUT_TARIFF(undefined, 'deduction')];
  const amount = new Decimal(deduction);
  if (amount.gte(0) && amount.lte(tariff)) return [];
  return [assessmentErrors.DEDUCTION_BEYOND_TARIFF({ tariff }, 'deduction')];
}
