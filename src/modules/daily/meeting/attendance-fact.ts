import type { Context } from '../../../platform/context.ts';
import { refreshDuties, touchedBy } from '../../../platform/duties/public.ts';
import { audit, recordFacts } from '../../../platform/ledger/public.ts';
import type { Attendance } from './kinds.fields.ts';
import { attendanceOf, type MeetingRow } from './meeting.rules.ts';

type Meeting = Pick<MeetingRow, 'id' | 'no' | 'kind' | 'institution_id' | 'institution_ord'>;

/** What follows from somebody's attendance: the fact, his duties, the audit record. `fresh`: there was no fact before. */
export async function followAttendance(
  ctx: Context,
  meeting: Meeting,
  attendance: { staffId: number; signedAt: Date; status: Attendance },
  { action, fresh = false, reason }: { action: string; fresh?: boolean; reason?: string | undefined },
): Promise<void> {
  const moved = await recordFacts(ctx, [{ ...attendanceOf(meeting, attendance), fresh }]);
  await refreshDuties(ctx, touchedBy('staff', moved));
  await audit(ctx, {
    action,
    register: 'meeting',
    rowId: meeting.id,
    institutionOrd: meeting.institution_ord,
    detail: { staff: attendance.staffId, status: attendance.status, ...(reason !== undefined && { reason }) },
  });
}
