import type { Problem } from '../../../kernel/errors/public.ts';
import type { Moment, RowOf } from '../../../kernel/register/public.ts';
import { dailyErrors } from '../errors.ts';
import { doneAt } from '../visit/visit.rules.ts';
import type { stopFields } from './stop.fields.ts';

export type StopState = 'planned' | 'arrived' | 'skipped';
export type StopRow = RowOf<typeof stopFields, StopState>;

/** Hundredths of a degree, about a kilometre: enough to say "was there", useless for following anybody. */
const COARSE = /^-?\d{1,2}\.\d{2},-?\d{1,3}\.\d{2}$/;

export function checkStop({ customer_id, party, arrival_position }: StopRow): Problem[] {
  const problems: Problem[] = [];
  if (customer_id === null && !party) problems.push(dailyErrors.STOP_WHOM(undefined, 'customer_id'));
  if (arrival_position && !COARSE.test(arrival_position)) {
    problems.push(dailyErrors.POSITION_TOO_FINE(undefined, 'arrival_position'));
  }
  return problems;
}

export function arrival(row: StopRow, moment: Moment): Partial<StopRow> {
  return { arrived_at: row.arrived_at ?? doneAt(moment) };
}

/** 依据 DAY-5: a position is given once, by the person, who says each time that it may be kept. */
export function arrived(row: StopRow, { now }: Moment): Problem[] {
  const problems: Problem[] = [];
  if (row.arrived_at && row.arrived_at > now) problems.push(dailyErrors.OUTING_IN_FUTURE(undefined, 'arrived_at'));
  if (row.arrival_position && row.position_consent !== true) {
    problems.push(dailyErrors.POSITION_NEEDS_CONSENT(undefined, 'position_consent'));
  }
  return problems;
}
