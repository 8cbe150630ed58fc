import type { Problem } from '../../../kernel/errors/public.ts';
import type { FactDraft, Moment, RowOf } from '../../../kernel/register/public.ts';
import { dailyErrors } from '../errors.ts';
import { withinDay } from './log.rules.ts';
import type { phoneReportFields } from './phone-report.fields.ts';

type PhoneReportRow = RowOf<typeof phoneReportFields>;

export function checkPhoneReport({ biz_date }: PhoneReportRow, { today }: Moment): Problem[] {
  return biz_date > today ? [dailyErrors.LOG_IN_FUTURE(undefined, 'biz_date')] : [];
}

export function phoneReportOf(row: PhoneReportRow, { zone }: Moment): FactDraft {
  return {
    key: row.no,
    subject_id: row.staff_id,
    actor_id: row.staff_id,
    institution_id: row.institution_id,
    // The call was taken when it was written down; a correction of what was said does not move it.
    occurred_at: withinDay(row, { now: row.recorded_at, zone }),
    method: 'phone',
    result: row.said,
  };
}
