import { defineErrors } from '../../../kernel/errors/public.ts';

export const calendarErrors = defineErrors({
  CALENDAR_NOT_A_DAY: { status: 422, text: '“{day}”不是有效的日期，请按 2026-05-01 的形式填写。' },
  CALENDAR_INSTITUTION_UNKNOWN: { status: 404, text: '没有这个机构，或不在您的权限范围内，请重新选择机构。' },
  CALENDAR_NOT_YOURS: {
    status: 403,
    text: '您只能调整本机构范围内的日历；全行日历请由总行业务发展部或系统管理员调整。',
  },
  CALENDAR_YEAR_PUBLISHED: { status: 409, text: '{year} 年的日历已经发布；如有变动，请直接修改有关日期。' },
  CALENDAR_YEAR_EMPTY: { status: 422, text: '{year} 年还没有任何放假或调休安排，请先录入国务院公告的日期，再发布。' },
});
