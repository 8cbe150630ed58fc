import { civilDateOf } from '../../../kernel/calendar/index.ts';
import type { Context } from '../../../platform/context.ts';
import { type CellValue, type WriteSheet, writeXlsx } from '../../../platform/excel/public.ts';
import { storeFile } from '../../../platform/files/public.ts';
import { expiryOf, MEDIA_TYPES } from '../../../platform/importing/public.ts';
import type { TaskHandler } from '../../../platform/jobs/public.ts';
import { listScenarioDuties, type ScenarioDuty, type ScenarioSide } from './list-duties.ts';
import { runScenario } from './scenario.ts';
import { type Compared, type ScenarioSummary, scenarioSummary } from './summary.ts';

/** Works a scenario out in the background and leaves its tables as a workbook in the task centre. */
export const whatIfTask: TaskHandler = async ({ ctx, parameters, signal, progress }) => {
  const id = Number(parameters.scenario);
  const rules = await runScenario(ctx, id, { signal, progress });
  const summary = await scenarioSummary(ctx, id);
  const file = {
    name: `推演-${summary.title}-${civilDateOf(ctx.clock.now(), ctx.zone)}.xlsx`,
    mediaType: MEDIA_TYPES.xlsx,
    ownerId: ctx.principal?.accountId ?? null,
    expiresAt: expiryOf(ctx),
  };
  const outputFile = await storeFile(ctx, file, writeXlsx(sheetsOf(ctx, summary)));
  return { result: { scenario: id, rules: rules.length }, outputFile };
};

const FIGURES = ['义务', '应完成次数', '工时', '未完成', '积分'].flatMap((title) => [`现行${title}`, `草案${title}`]);

function sheetsOf(ctx: Context, summary: ScenarioSummary): WriteSheet[] {
  return [
    comparison('按规则', ['规则', '名称'], summary.rules, ({ rule, title }) => [rule, title]),
    comparison('按机构', ['机构号', '机构'], summary.institutions, ({ institution, name }) => [institution, name]),
    comparison('按人', ['工号', '姓名', '机构'], summary.people, ({ staff, name, institution }) => [
      staff,
      name,
      institution,
    ]),
    {
      name: '不同的义务',
      columns: ['规则', '对象号', '对象', '锚点', '机构', ...sideTitles('现行'), ...sideTitles('草案')].map(textColumn),
      rows: differences(ctx, summary.id),
    },
  ];
}

const textColumn = (title: string) => ({ title, kind: 'text' }) as const;

function comparison<Line extends Compared>(
  name: string,
  heads: readonly string[],
  lines: readonly Line[],
  head: (line: Line) => CellValue[],
): WriteSheet {
  async function* rows(): AsyncGenerator<CellValue[]> {
    for (const line of lines) yield [...head(line), ...figures(line)];
  }
  const columns = [...heads.map(textColumn), ...FIGURES.map((title) => ({ title, kind: 'number' }) as const)];
  return { name, columns, rows: rows() };
}

function figures({ before, after }: Compared): CellValue[] {
  return [
    [before.duties, after.duties],
    [before.need, after.need],
    [Number(before.hours), Number(after.hours)],
    [before.failed, after.failed],
    [Number(before.points), Number(after.points)],
  ].flat();
}

const sideTitles = (side: string) => ['责任人', '应完成', '已完成', '状态'].map((title) => `${side}${title}`);
const PAGE = 1000;

async function* differences(ctx: Context, id: number): AsyncGenerator<CellValue[]> {
  for (let after: string | undefined; ; ) {
    const page = await listScenarioDuties(ctx, { id, change: 'all', after, limit: PAGE });
    for (const item of page.items) yield duty(item);
    if (page.next === null) return;
    after = page.next;
  }
}

function duty({ rule, subject, subjectName, anchor, institution, before, after }: ScenarioDuty): CellValue[] {
  return [rule, subject, subjectName, anchor, institution, ...side(before), ...side(after)];
}

function side(one: ScenarioSide | null): CellValue[] {
  return one === null ? [null, null, null, null] : [one.bearer, String(one.need), String(one.got), one.status];
}
