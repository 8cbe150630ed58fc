import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { modules } from '../../src/modules/index.ts';
import type { ImportMode, ImportReport } from '../../src/platform/importing/public.ts';
import { registerImporters } from '../../src/platform/register-files/public.ts';
import { frozenClock } from '../support/frozen-clock.ts';
import { type DailyWorld, dailyWorld, type Person, plantAccount } from './daily-world.ts';

const importers = registerImporters(
  modules.flatMap((module) => module.registers),
  new Set(),
);

let world: DailyWorld;
let folder: string;
beforeEach(async () => {
  world = await dailyWorld(frozenClock('2026-03-05T17:30:00+08:00'), { clauses: ['DAY-16'] });
  await plantAccount(world, '王团队长');
  folder = await mkdtemp(join(tmpdir(), 'zhanye files '));
});
afterEach(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

type Choices = { dryRun?: boolean; mode?: ImportMode; signal?: AbortSignal };

/** Imports tasks in somebody's name; the report, and the lines of the file of refused rows. */
async function importTasks(who: Person, lines: readonly string[], choices: Choices = {}) {
  const path = join(folder, 'tasks.csv');
  await writeFile(path, lines.join('\r\n'));
  const refusedPath = join(folder, 'refused.csv');
  await rm(refusedPath, { force: true });
  const importer = importers.find(({ kind }) => kind === 'task');
  const report: ImportReport | undefined = await importer?.run(
    world.database,
    { path, name: 'tasks.csv' },
    {
      ...choices,
      context: { ...world.ctx, principal: world.principalOf(who) },
      writeErrors: async (content) => writeFile(refusedPath, content),
    },
  );
  const refused = report?.refused ? (await readFile(refusedPath, 'utf8')).trim().split('\r\n').slice(1) : [];
  return { ...report, refused: report?.refused, refusedLines: refused };
}

const tasks = () =>
  world.db.selectFrom('work_task').select(['title', 'assignee_id', 'version']).orderBy('id').execute();

const HEADER = '任务编号,事项,要求,承办人,到期';
const GOOD = ',核实用款计划,看合同,E1,2026-03-06 17:00';

describe('[DAY-16] 任务从文件登记', () => {
  it('按工号或姓名认出承办人，逐行经过登记的同一道检查，义务随之产生', async () => {
    const named = ',补齐资料,,李经理,2026/3/6 9:30';
    const report = await importTasks('王团队长', [HEADER, GOOD, named]);
    expect(report).toMatchObject({ read: 2, accepted: 2, refused: 0, applied: true, problems: [] });
    expect(await tasks()).toMatchObject([
      { title: '核实用款计划', assignee_id: world.ids.张经理 },
      { title: '补齐资料', assignee_id: world.ids.李经理 },
    ]);
    expect((await world.duties('DAY-16')).filter((line) => line.includes('open'))).toHaveLength(2);
  });

  it('有错的行逐条说明，改正前其余照收；别人队里的人、过去的期限、认不出的时间都不收', async () => {
    const bad = [
      ',没有期限,,E1,',
      ',没有的人,,X99,2026-03-06 17:00',
      ',别处的人,,P9,2026-03-06 17:00',
      ',时间不对,,E1,明天',
    ];
    const report = await importTasks('王团队长', [HEADER, GOOD, ...bad]);
    expect(report).toMatchObject({ read: 5, accepted: 1, refused: 4, applied: true });
    expect(report.problems).toEqual([
      { row: 3, text: '到期：请填写此项' },
      { row: 4, text: '承办人：没有找到“X99”，或不在您的范围内，请核对' },
      { row: 5, text: expect.stringContaining('不在您的机构或管户范围内') },
      { row: 6, text: expect.stringContaining('到期：应为时间') },
    ]);
    expect(report.refusedLines.map((line) => line.split(',').slice(0, 5).join(','))).toEqual(bad);
    expect(await tasks()).toHaveLength(1);
  });

  it('试导入、全部或不导入而有错、中途取消，都不留下任何改动', async () => {
    const wrong = ',,,E1,2026-03-06 17:00';
    expect(await importTasks('王团队长', [HEADER, GOOD], { dryRun: true })).toMatchObject({
      accepted: 1,
      applied: false,
    });
    const all = await importTasks('王团队长', [HEADER, GOOD, wrong], { mode: 'all-or-nothing' });
    expect(all).toMatchObject({ accepted: 0, refused: 1, applied: false });
    await expect(importTasks('王团队长', [HEADER, GOOD], { signal: AbortSignal.abort() })).rejects.toThrow('已取消');
    expect(await tasks()).toEqual([]);
    expect(await world.duties('DAY-16')).toEqual([]);
  });

  it('不能登记的人导入不了任何一行；编号不存在的行不当作新登记', async () => {
    const asManager = await importTasks('张经理', [HEADER, GOOD]);
    expect(asManager).toMatchObject({ accepted: 0, refused: 1 });
    const unknown = await importTasks('王团队长', [HEADER, `RW20260101-1${GOOD}`]);
    expect(unknown.problems).toEqual([{ row: 2, text: expect.stringContaining('没有找到这条记录') }]);
    expect(await tasks()).toEqual([]);
  });

  it('同一行带着编号再导入一次，什么也不变；列名不全则整个文件退回', async () => {
    await importTasks('王团队长', [HEADER, GOOD]);
    const { no } = await world.db.selectFrom('work_task').select('no').executeTakeFirstOrThrow();
    const again = await importTasks('王团队长', [HEADER, `${no},核实用款计划,看合同,张经理,2026-03-06 17:00`]);
    expect(again).toMatchObject({ accepted: 0, unchanged: 1, refused: 0 });
    await expect(importTasks('王团队长', ['事项,承办人', 'x,E1'])).rejects.toThrow('缺少列：到期');
  });
});
