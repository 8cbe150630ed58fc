import type { Problem } from '../../../kernel/errors/public.ts';
import type { Moment, RowOf } from '../../../kernel/register/public.ts';
import { dailyErrors } from '../errors.ts';
import type { leaveFields } from './leave.fields.ts';

export type LeaveState = 'requested' | 'approved' | 'refused' | 'returned' | 'cancelled';
export type LeaveRow = RowOf<typeof leaveFields, LeaveState>;

export function checkLeave(row: LeaveRow): Problem[] {
  return row.to_date < row.from_date ? [dailyErrors.LEAVE_ENDS_EARLY(undefined, 'to_date')] : [];
}

/** Whether rules see the leave: approved, or taken and ended. */
export function leaveCounts(state: LeaveState): boolean {
  return state === 'approved' || state === 'returned';
}

/** 撤销 is for leave that was not taken; once it has begun, 销假 says when it ended. */
export function notBegun(row: LeaveRow, { today }: Moment): Problem[] {
  return row.decided_at && row.from_date <= today ? [dailyErrors.LEAVE_BEGUN()] : [];
}

export function begun(row: LeaveRow, { today }: Moment): Problem[] {
  return row.from_date > today ? [dailyErrors.LEAVE_NOT_BEGUN()] : [];
}
