import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frozenClock } from '../support/frozen-clock.ts';
import { gb18030 } from '../support/gb18030.ts';
import { type Caller, importWorld } from './import-world.ts';

let world: Awaited<ReturnType<typeof importWorld>>;
let business: Caller;
let system: Caller;
let manager: Caller;

beforeAll(async () => {
  world = await importWorld(frozenClock('2026-03-05T09:00:00+08:00'));
  [business, system, manager] = [await world.as('business'), await world.as('system'), await world.as('rm')];
});
afterAll(() => world.close());

type Task = { state: string; result: Record<string, unknown>; outputFile: string | null; expiresAt: string | null };

async function finished(who: Caller, id: unknown): Promise<Task> {
  for (;;) {
    const { task } = (await who.get(`/api/tasks/${id}`)).body as unknown as { task: Task };
    if (task.state !== 'waiting' && task.state !== 'running') return task;
    await pause(50);
  }
}

/** Preview, then import, as the wizard does. */
async function bring(who: Caller, kind: string, content: string | Buffer, choices: object = {}) {
  const { body } = await who.upload(`/api/imports/preview?kind=${kind}`, `${kind}.csv`, content);
  const started = await who.post('/api/imports', { kind, file: body.file, ...choices });
  return { preview: body.report as Record<string, unknown>, task: await finished(who, started.body.taskId) };
}

const CUSTOMERS = [
  '客户号,客户名称,类型,机构号,建档日期,备注',
  'C1,甲公司,对公,S,2026-01-01,老客户',
  'C2,乙公司,对公,没有,2026-01-01,',
  'C3,丙公司,对公,S,2026-13-01,',
].join('\n');

describe('[CUS-17] 批量导入', () => {
  it('GB18030 的文件：试运行不写入，好行写入，错行带原因取回，改后再导入即全部接受', async () => {
    const { preview, task } = await bring(business, 'customers', gb18030(CUSTOMERS));
    expect(preview).toMatchObject({
      encoding: 'gb18030',
      columns: { unknown: ['备注'] },
      ...{ read: 3, accepted: 1, refused: 2, applied: false },
    });
    expect(task).toMatchObject({ state: 'done', result: { accepted: 1, refused: 2, applied: true } });
    expect(task.expiresAt).not.toBeNull();
    const errors = (await business.download(`/api/files/${task.outputFile}`)).toString();
    expect(errors).toMatch(/备注,错误/);
    expect(errors).toContain('机构号 没有 不存在');
    const mended = errors.replace('没有,2026', 'S,2026').replace('2026-13-01', '2026-01-13');
    const again = await bring(business, 'customers', mended);
    expect(again.task.result).toMatchObject({ read: 2, accepted: 2, refused: 0, applied: true });
    const same = await bring(business, 'customers', mended);
    expect(same.task.result).toMatchObject({ accepted: 0, unchanged: 2 });
  });

  it('全部或不导入：一行有错就什么也不写', async () => {
    const file = '客户号,客户名称,类型,机构号,建档日期\nC8,辛,对公,S,2026-01-01\nC9,壬,对公,NO,2026-01-01\n';
    const { task } = await bring(business, 'customers', file, { mode: 'all-or-nothing' });
    expect(task.result).toMatchObject({ accepted: 0, refused: 1, applied: false, movement: null });
    const rows = await world.db.selectFrom('customer').select('no').where('no', 'in', ['C8', 'C9']).execute();
    expect(rows).toEqual([]);
  });

  it('余额变化自动改变分层与义务，导入说出牵动了谁', async () => {
    await bring(business, 'custody', '客户号,起始日期,角色,工号\nC1,2026-01-01,主办,E1\n');
    const { task } = await bring(business, 'balances', '客户号,日期,存款余额\nC1,2026-01-01,6000000\n');
    expect(task.result.movement).toMatchObject({
      customers: 1,
      shifts: [{ from: ['CUS-1c'], to: ['CUS-1a'], customers: 1 }],
      people: [{ no: 'E1', begun: 1, ended: 1, changed: 0 }],
    });
  });

  it('补录历史只限系统管理员；客户经理不能导入；整份不对的文件说明怎么办', async () => {
    const file = '客户号,客户名称,类型,机构号,建档日期\nC7,庚,对公,S,2025-01-01\n';
    const preview = (who: Caller, query: string, content: string | Buffer = file) =>
      who.upload(`/api/imports/preview?kind=customers${query}`, 'a.csv', content);
    expect((await preview(business, '&backfill=true')).status).toBe(403);
    expect((await preview(system, '&backfill=true')).status).toBe(200);
    expect((await preview(manager, '')).status).toBe(404);
    const codes = async (content: string | Buffer) => {
      const { status, body } = await preview(business, '', content);
      return [status, (body.problems as unknown as { code: string }[])[0]?.code];
    };
    expect(await codes('')).toEqual([422, 'FILE_EMPTY']);
    expect(await codes('姓名,手机\n张三,138\n')).toEqual([422, 'IMPORT_COLUMNS_MISSING']);
    expect(await codes(Buffer.from('PK\x03\x04 not a workbook', 'latin1'))).toEqual([422, 'FILE_EXTENSION']);
  });
});

it('消息：等我认定的违规（甲一月、二月未访）和刚结束的任务，只给该办的人；没有等办的就不列', async () => {
  const { body } = await business.get('/api/messages');
  const breaches = { id: 'assessment.breaches', title: '违规待认定', path: '/breaches', count: 2 };
  expect(body.waiting).toEqual([breaches]);
  expect((body.tasks as unknown as { title: string }[]).at(0)?.title).toMatch(/^导入/);
  expect((await manager.get('/api/messages')).body).toEqual({ waiting: [], tasks: [] });
  expect((await business.get('/api/tasks/count')).body).toEqual({ count: 0 });
});
