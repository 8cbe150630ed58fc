import { civilDateOf } from '../../../kernel/calendar/index.ts';
import type { Problem } from '../../../kernel/errors/public.ts';
import type { FactDraft, Moment, RowOf } from '../../../kernel/register/public.ts';
import { dailyErrors } from '../errors.ts';
import { doneAt } from '../visit/visit.rules.ts';
import type { outingFields } from './outing.fields.ts';

export type OutingState = 'planned' | 'out' | 'returned' | 'cancelled';
export type OutingRow = RowOf<typeof outingFields, OutingState>;

export function checkOuting(row: OutingRow): Problem[] {
  const begins = row.out_at ?? row.planned_out_at;
  return row.expected_return_at < begins ? [dailyErrors.OUTING_RETURN_EARLY(undefined, 'expected_return_at')] : [];
}

/** Now, unless it is said when: what was written without a network is sent later. */
export function departure(row: OutingRow, moment: Moment): Partial<OutingRow> {
  const out_at = row.out_at ?? doneAt(moment);
  return { out_at, biz_date: civilDateOf(out_at, moment.zone) };
}

export function departed({ out_at }: OutingRow, { now }: Moment): Problem[] {
  return out_at && out_at > now ? [dailyErrors.OUTING_IN_FUTURE(undefined, 'out_at')] : [];
}

export function returning(row: OutingRow, moment: Moment): Partial<OutingRow> {
  return { returned_at: row.returned_at ?? doneAt(moment, row.out_at ?? undefined) };
}

export function returned({ out_at, returned_at }: OutingRow, { now }: Moment): Problem[] {
  if (!out_at || !returned_at) return [];
  if (returned_at > now) return [dailyErrors.OUTING_IN_FUTURE(undefined, 'returned_at')];
  return returned_at < out_at ? [dailyErrors.OUTING_RETURN_EARLY(undefined, 'returned_at')] : [];
}

/** 依据 DAY-5: the hour is there because a rule on returning by an hour has nothing to say of who leaves after it. */
export function startOf(row: OutingRow, { zone }: Moment): FactDraft {
  const occurred_at = row.out_at ?? row.planned_out_at;
  return { ...common(row), occurred_at, method: row.kind, extra: { hour: hourOf(occurred_at, zone) } };
}

/** 依据 DAY-5: back, with the result; it answers the start of the same outing. */
export function returnOf(row: OutingRow): FactDraft {
  return { ...common(row), occurred_at: row.returned_at ?? row.recorded_at, ref: row.no, result: row.result };
}

function common(row: OutingRow) {
  return {
    key: row.no,
    subject_id: row.staff_id,
    actor_id: row.staff_id,
    institution_id: row.institution_id,
    reason: row.business,
  };
}

/** The hour that the bank's clock shows, 0 to 23. */
function hourOf(at: Date, zone: string): number {
  return Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: zone }).format(at));
}
