import { sql } from 'kysely';
import { addDays, type CivilDate, instantAt } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import { registerErrors } from '../../../kernel/register/public.ts';
import type { Context } from '../../../platform/context.ts';
import { defineEffects } from '../../../platform/registers/public.ts';
import { fileIncident } from '../../assessment/public.ts';
import { ownStaffId, workdayCounter } from '../../daily/public.ts';
import { disciplineErrors } from '../errors.ts';
import { WRITTEN, type Written } from './attendance.fields.ts';
import { attendance } from './attendance.register.ts';
import { type AttendanceRow, derive, mayWrite } from './attendance.rules.ts';
import { dayFacts } from './day-facts.ts';

export const attendanceEffects = defineEffects(attendance, {
  create: {
    async prepare(ctx, { staff_id, biz_date, status }) {
      const [staffId, day] = [staff_id ?? 0, biz_date as CivilDate];
      const noted_by = ownStaffId(ctx, '登记考勤');
      const { joined_on, left_on, ...place } = await holdPerson(ctx, staffId);
      if (day < joined_on || (left_on !== null && day >= left_on)) {
        fail(disciplineErrors.ATTENDANCE_BEFORE({ day }, 'biz_date'));
      }
      const calendar = await workdayCounter(ctx);
      if (!calendar.isWorkday(day, place.institution_id)) {
        fail(disciplineErrors.ATTENDANCE_REST_DAY({ day }, 'biz_date'));
      }
      await refuseSecond(ctx, staffId, day);
      await refuseKnown(ctx, staffId, { day, status: status ?? 'present' });
      return { noted_by, ...place };
    },
  },
  charge: {
    async prepare(ctx, { fault }, before) {
      return before && fault ? { incident_id: await chargeWith(ctx, before, fault) } : {};
    },
  },
});

/** Where the person works; locked, so that two who write about one day see each other. */
async function holdPerson({ db }: Context, id: number) {
  const person = await db
    .selectFrom('staff')
    .select(['institution_id', 'institution_ord', 'joined_on', 'left_on'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return person ?? fail(registerErrors.ROW_NOT_FOUND());
}

async function refuseSecond(ctx: Context, staffId: number, day: CivilDate): Promise<void> {
  const { rows } = await sql<{ no: string }>`
    select no from attendance where staff_id = ${staffId} and biz_date = ${day}::date and state <> 'withdrawn'`.execute(
    ctx.db,
  );
  if (rows[0]) fail(disciplineErrors.ATTENDANCE_EXISTS({ day, no: rows[0].no }, 'biz_date'));
}

/** 依据 DAY-14: what facts say is not written a second time, nor against them. */
async function refuseKnown(
  ctx: Context,
  staffId: number,
  { day, status }: { day: CivilDate; status: Written },
): Promise<void> {
  const factsOf = await dayFacts(ctx, [staffId], { from: day, until: addDays(day, 1) });
  const known = derive(day, factsOf(staffId, day));
  if (mayWrite(known.status).includes(status)) return;
  fail(disciplineErrors.ATTENDANCE_KNOWN({ day, fact: known.source ?? '', status: WRITTEN[status] }, 'status'));
}

/** Noon: an hour that lies in the day wherever it is read; the hour itself stands in the note. */
const NOON_MINUTES = 12 * 60;

function chargeWith(ctx: Context, row: AttendanceRow, fault: string): Promise<number> {
  const said = row.reply === null ? [] : [`本人说明：${row.reply}`];
  const noon = instantAt(row.biz_date, NOON_MINUTES, ctx.zone);
  return fileIncident(ctx, {
    staff_id: row.staff_id,
    // Charged on the day itself it lies before now all the same.
    occurred_at: new Date(Math.min(noon.getTime(), row.recorded_at.getTime())),
    fault,
    description: [`${WRITTEN[row.status]}：${row.note ?? ''}`, ...said].join('\n'),
    evidence: `考勤登记 ${row.no}`,
  });
}
