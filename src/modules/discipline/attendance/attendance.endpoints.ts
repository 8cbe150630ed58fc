import { z } from 'zod';
import { type CivilDate, parseCivilDate } from '../../../kernel/calendar/index.ts';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { MEDIA_TYPES } from '../../../platform/importing/public.ts';
import { WRITTEN } from './attendance.fields.ts';
import { DERIVED } from './attendance.rules.ts';
import { attendanceSheet } from './attendance-sheet.ts';
import { exportSheet } from './export-sheet.ts';
import { fillDay } from './fill-day.ts';

const civilDate = z.custom<CivilDate>((value) => typeof value === 'string' && parseCivilDate(value) !== null, {
  error: '应为日期，如 2026-03-05',
});
const written = z.enum(Object.keys(WRITTEN) as (keyof typeof WRITTEN)[]);
const derived = z.enum(Object.keys(DERIVED) as (keyof typeof DERIVED)[]);
const ASKED = z.object({ month: civilDate.optional(), institution: z.coerce.number().int().positive().optional() });

const sheet = defineEndpoint({
  id: 'discipline.attendance.sheet',
  method: 'GET',
  path: '/api/attendance',
  access: 'signed-in',
  summary: '考勤表：所辖人员（或本人）一个月的每个工作日，由事实得出，其余为登记',
  input: ASKED,
  output: z.object({
    month: z.string(),
    today: z.string(),
    days: z.array(z.string()),
    provisional: z.boolean(),
    people: z.array(z.object({ id: z.int(), no: z.string(), name: z.string(), institution: z.string().nullable() })),
    cells: z.array(
      z.object({
        staffId: z.int(),
        day: z.string(),
        status: z.union([written, derived]),
        title: z.string(),
        source: z.string().nullable(),
        note: z.object({ id: z.int(), state: z.enum(['noted', 'charged', 'excused', 'withdrawn']) }).nullable(),
        writable: z.array(written).readonly(),
        open: z.boolean(),
      }),
    ),
  }),
  handler: attendanceSheet,
});

const file = defineEndpoint({
  id: 'discipline.attendance.file',
  method: 'GET',
  path: '/api/attendance/file',
  access: { roles: ['leader', 'president', 'business', 'hr', 'audit'] },
  summary: '考勤表（XLSX），附导出说明，记入审计',
  input: ASKED,
  raw: true,
  async handler(ctx, asked, _request, reply) {
    const { name, content } = await exportSheet(ctx, asked);
    return reply
      .type(MEDIA_TYPES.xlsx)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .send(content);
  },
});

const fill = defineEndpoint({
  id: 'discipline.attendance.fill',
  method: 'POST',
  path: '/api/attendance/fill',
  access: { roles: ['leader', 'president'] },
  summary: '把某日没有任何事实和登记的人登记为出勤',
  input: z.object({ date: civilDate, institution: z.int().positive().optional() }),
  output: z.object({ filled: z.int() }),
  handler: fillDay,
});

export const attendanceEndpoints = [sheet, file, fill];
