import type { CivilDate } from '../../../kernel/calendar/index.ts';
import { type Context, transact } from '../../../platform/context.ts';
import { createRow, serve } from '../../../platform/registers/public.ts';
import { attendanceEffects } from './attendance.effects.ts';
import { attendance } from './attendance.register.ts';
import { attendanceSheet } from './attendance-sheet.ts';

export const servedAttendance = serve(attendance, attendanceEffects);

/**
 * 依据 DAY-14: notes as present everybody of whom no fact and nobody says anything on that day, except oneself. Whatever is
 * amiss stays to be looked into. Returns how many.
 */
export function fillDay(
  ctx: Context,
  { date, institution }: { date: CivilDate; institution?: number | undefined },
): Promise<{ filled: number }> {
  return transact(ctx, async (inside) => {
    const { cells } = await attendanceSheet(inside, { month: date, institution });
    const silent = cells.filter(
      ({ day, status, staffId }) => day === date && status === 'unknown' && staffId !== inside.principal?.staffId,
    );
    for (const { staffId } of silent) {
      await createRow(inside, servedAttendance, { staff_id: staffId, biz_date: date, status: 'present' });
    }
    return { filled: silent.length };
  });
}
