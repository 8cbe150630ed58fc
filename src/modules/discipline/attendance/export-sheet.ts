import type { Readable } from 'node:stream';
import type { CivilDate } from '../../../kernel/calendar/index.ts';
import type { Context } from '../../../platform/context.ts';
import { type WriteColumn, writeXlsx } from '../../../platform/excel/public.ts';
import { provenance } from '../../../platform/exporting/public.ts';
import { audit } from '../../../platform/ledger/public.ts';
import { attendance } from './attendance.register.ts';
import { type AttendanceSheet, attendanceSheet } from './attendance-sheet.ts';

/** The sheet as a workbook: a line a person, a column a workday, and who took it out when. Audited. */
export async function exportSheet(
  ctx: Context,
  asked: { month?: CivilDate | undefined; institution?: number | undefined },
): Promise<{ name: string; content: Readable }> {
  const sheet = await attendanceSheet(ctx, asked);
  const rows = sheet.people.length;
  await audit(ctx, { action: 'attendance.sheet', register: attendance.id, detail: { month: sheet.month, rows } });
  const columns: WriteColumn[] = ['姓名', '工号', '机构', ...sheet.days].map((title) => ({ title, kind: 'text' }));
  const content = writeXlsx([
    { name: '考勤表', columns, rows: lines(sheet) },
    provenance(ctx, { title: `考勤表 ${sheet.month}`, condition: null, counter: { rows } }),
  ]);
  return { name: `考勤表-${sheet.month}.xlsx`, content };
}

async function* lines({ people, days, cells }: AttendanceSheet): AsyncGenerator<(string | null)[]> {
  const titles = new Map(cells.map(({ staffId, day, title }) => [`${staffId} ${day}`, title]));
  for (const { id, name, no, institution } of people) {
    yield [name, no, institution, ...days.map((day) => titles.get(`${id} ${day}`) ?? null)];
  }
}
