import type { CivilDate } from '../../../kernel/calendar/index.ts';
import type { Problem } from '../../../kernel/errors/public.ts';
import type { RowOf } from '../../../kernel/register/public.ts';
import { customersErrors } from '../errors.ts';
import type { custodyFields } from './custody.fields.ts';
import { findOverlaps, type PrimarySpan } from './overlap.rules.ts';

export type CustodyRow = RowOf<typeof custodyFields>;
export type Span = { valid_from: CivilDate; valid_until: CivilDate | null };

export function checkCustody({ valid_from, valid_until }: CustodyRow): Problem[] {
  const endsEarly = valid_until !== null && valid_until !== undefined && valid_until <= valid_from;
  return endsEarly ? [customersErrors.CUSTODY_ENDS_EARLY({ from: valid_from }, 'valid_until')] : [];
}

/** 依据 CUS-6: a customer has one 主办 at a time. `others` are the spans that stay beside the new one. */
export function checkOnlyPrimary(span: Span, others: readonly Span[]): Problem[] {
  const known = others.map((other): PrimarySpan => toSpan(other, null));
  const refused = findOverlaps([...known, toSpan(span, 0)]);
  return refused.length > 0 ? [customersErrors.CUSTODY_OVERLAP(undefined, 'valid_from')] : [];
}

function toSpan({ valid_from, valid_until }: Span, rowNo: number | null): PrimarySpan {
  const is_known = rowNo === null;
  return {
    customer_id: 0,
    valid_from,
    row_no: rowNo,
    valid_until,
    is_known,
    known_until: is_known ? valid_until : null,
  };
}

/** Every reason why this span cannot pass to that person on that day. */
export function checkHandover(before: CustodyRow, to: { staff_id: number; valid_from: CivilDate }): Problem[] {
  const problems: Problem[] = [];
  if (before.role !== 'primary') problems.push(customersErrors.HANDOVER_ASSISTANT());
  if (to.staff_id === before.staff_id) problems.push(customersErrors.HANDOVER_SAME_STAFF(undefined, 'staff_id'));
  if (to.valid_from <= before.valid_from) {
    problems.push(customersErrors.HANDOVER_EARLY({ from: before.valid_from }, 'valid_from'));
  }
  if (before.valid_until !== null && to.valid_from > before.valid_until) {
    problems.push(customersErrors.CUSTODY_ENDED({ until: before.valid_until }, 'valid_from'));
  }
  return problems;
}

/** A release shortens a span; what has ended is not prolonged, because others may have served since. */
export function checkRelease(before: CustodyRow, until: CivilDate): Problem[] {
  const isLater = before.valid_until !== null && until > before.valid_until;
  return isLater ? [customersErrors.CUSTODY_ENDED({ until: before.valid_until }, 'valid_until')] : [];
}
