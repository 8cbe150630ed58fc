import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { frozenClock } from '../../../test/support/frozen-clock.ts';
import { importText } from '../../../test/support/importing.ts';
import { addInstitution, addStaff } from '../../../test/support/people.ts';
import { contactsImporter } from './contacts.importer.ts';

const HEADER = '流水号,客户号,工号,时间,方式,录入时间,事由,结果,撤回\n';
const clock = frozenClock('2026-03-10T09:00:00+08:00');
let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
  const institution = await addInstitution(test.db.kysely, { no: 'B', ord: 0, ordUntil: 1 });
  await addStaff(test.db.kysely, 'E1');
  await test.db.pool.query(
    `insert into customer (no, name, kind, institution_id, institution_ord, opened_on, recorded_at)
     values ('C1', '甲', 'corporate', $1, 0, '2020-01-01', '2020-01-01'), ('C2', '乙', 'corporate', $1, 0, '2020-01-01', '2020-01-01')`,
    [institution],
  );
});
afterAll(() => test.drop());
beforeEach(async () => {
  clock.set('2026-03-10T09:00:00+08:00');
  await test.db.pool.query('truncate fact');
  await test.db.pool.query('update customer set last_contact_on = null');
});

const load = (rows: string, options: { backfill?: boolean } = {}) =>
  importText({ db: test.db, clock }, contactsImporter, HEADER + rows, options);

/** Versions of a contact in the order in which they were known, as short texts. */
async function versions(key: string): Promise<string[]> {
  const { rows } = await test.db.pool.query(
    `select biz_date || ' ' || method || case when retracted then ' 撤回' else '' end
       || ' ' || to_char(recorded_at, 'MM-DD HH24:MI') || '~' || coalesce(to_char(superseded_at, 'MM-DD HH24:MI'), '')
       || ' @' || to_char(dated_at, 'MM-DD HH24:MI') as text
     from fact where kind = 'contact' and key = $1 order by recorded_at, id`,
    [key],
  );
  return rows.map((row) => row.text);
}

const lastContact = async (no: string) =>
  (await test.db.pool.query('select last_contact_on from customer where no = $1', [no])).rows[0].last_contact_on;

describe('[INTERFACE] 联系记录', () => {
  it('自导入之时起已知；录入时间被忽略并提示；再导入一次什么也不变', async () => {
    const rows = 'L1,C1,E1,2026-03-05T23:59,走访,2026-03-05T23:59,问候,好,否\nL2,C1,E1,2026/3/6 9:05,电话,,,,\n';
    const first = await load(rows);
    expect(first.counts).toEqual([2, 0, 0]);
    expect(first.warnings.join()).toContain('录入时间');
    expect(await versions('L1')).toEqual(['2026-03-05 visit 03-10 09:00~ @03-10 09:00']);
    expect(await lastContact('C1')).toBe('2026-03-06');
    clock.advance({ minutes: 60 });
    expect((await load(rows)).counts).toEqual([0, 2, 0]);
    expect(await versions('L2')).toHaveLength(1);
  });

  it('同号不同内容是更正，自知道之时起；改了日期才改 dated_at，撤回与改结果不改', async () => {
    await load('L1,C1,E1,2026-03-05T10:00,走访,,,,\n');
    clock.set('2026-03-11T09:00:00+08:00');
    await load('L1,C1,E1,2026-03-05T10:00,走访,,,谈妥,\n');
    clock.set('2026-03-12T09:00:00+08:00');
    await load('L1,C1,E1,2026-03-06T10:00,走访,,,谈妥,\n');
    clock.set('2026-03-13T09:00:00+08:00');
    expect((await load('L1,C1,E1,2026-03-06T10:00,走访,,,谈妥,是\n')).counts).toEqual([1, 0, 0]);
    expect(await versions('L1')).toEqual([
      '2026-03-05 visit 03-10 09:00~03-11 09:00 @03-10 09:00',
      '2026-03-05 visit 03-11 09:00~03-12 09:00 @03-10 09:00',
      '2026-03-06 visit 03-12 09:00~03-13 09:00 @03-12 09:00',
      '2026-03-06 visit 撤回 03-13 09:00~ @03-12 09:00',
    ]);
    expect(await lastContact('C1')).toBeNull();
  });

  it('更正把联系移到另一客户，两个客户的最近联系都跟着变', async () => {
    await load('L1,C1,E1,2026-03-05T10:00,走访,,,,\n');
    clock.advance({ minutes: 1 });
    await load('L1,C2,E1,2026-03-05T10:00,走访,,,,\n');
    expect([await lastContact('C1'), await lastContact('C2')]).toEqual([null, '2026-03-05']);
  });

  it('同一文件里同号两行，后一行算数', async () => {
    const report = await load('L1,C1,E1,2026-03-05T10:00,走访,,,,\nL1,C1,E1,2026-03-05T10:00,电话,,,,\n');
    expect(report.counts).toEqual([1, 1, 0]);
    expect(await versions('L1')).toEqual(['2026-03-05 phone 03-10 09:00~ @03-10 09:00']);
  });

  it('补录历史：自录入时间起已知，没有的自联系时间起；文件里的几次更正成为历史，行序无关', async () => {
    const rows = [
      'L1,C1,E1,2026-02-04T10:00,走访,2026-02-08T10:00,,,',
      'L1,C1,E1,2026-02-05T10:00,走访,2026-02-06T08:00,,,',
      'L2,C1,E1,2026-02-05T11:00,电话,,,,',
    ];
    const report = await load(`${rows.join('\n')}\n`, { backfill: true });
    expect(report.counts).toEqual([3, 0, 0]);
    const expected = [
      '2026-02-05 visit 02-06 08:00~02-08 10:00 @02-06 08:00',
      '2026-02-04 visit 02-08 10:00~ @02-08 10:00',
    ];
    expect(await versions('L1')).toEqual(expected);
    expect(await versions('L2')).toEqual(['2026-02-05 phone 02-05 11:00~ @02-05 11:00']);
    expect((await load(`${rows.toReversed().join('\n')}\n`, { backfill: true })).counts).toEqual([0, 3, 0]);
    expect(await versions('L1')).toEqual(expected);
  });

  it('比已知更早的更正被拒绝并说明；同一时刻的，后导入者算数', async () => {
    await load('L1,C1,E1,2026-02-05T10:00,走访,2026-02-06T08:00,,,\n', { backfill: true });
    const older = await load('L1,C1,E1,2026-02-04T10:00,走访,2026-02-05T08:00,,,\n', { backfill: true });
    expect(older.counts).toEqual([0, 0, 1]);
    expect(older.problems[0]?.text).toContain('早于已入账的内容（2026-02-06 08:00 起已知）');
    const equal = await load('L1,C1,E1,2026-02-04T10:00,走访,2026-02-06T08:00,,,\n', { backfill: true });
    expect(equal.counts).toEqual([1, 0, 0]);
    expect((await versions('L1')).at(-1)).toBe('2026-02-04 visit 02-06 08:00~ @02-06 08:00');
  });

  it('一行的所有问题一次说完，并随行退回；改正后可再导入', async () => {
    const report = await load('L1,C9,E9,2026-02-30T10:00,拜访,,,,也许\nL2,C1,E1,2026-03-05T10:00,走访,,"a,""b""",,\n');
    expect(report.counts).toEqual([1, 0, 1]);
    const text = report.problems[0]?.text ?? '';
    for (const part of ['客户号 C9', '工号 E9', '时间：', '方式：', '撤回：']) expect(text).toContain(part);
    const returned = report.errorFile?.toString() ?? '';
    expect(returned.split('\r\n')[0]).toBe('\ufeff流水号,客户号,工号,时间,方式,录入时间,事由,结果,撤回,错误');
    const mended = returned.replace('C9,E9,2026-02-30T10:00,拜访', 'C1,E1,2026-02-28T10:00,微信').replace('也许', '否');
    const again = await importText({ db: test.db, clock }, contactsImporter, mended);
    expect(again.counts).toEqual([1, 0, 0]);
    expect(again.columns.unknown).toEqual([]);
  });

  it('将来的时间接受但提示；系统内登记的流水号不能用', async () => {
    const report = await load('L1,C1,E1,2026-12-05T10:00,走访,,,,\n');
    expect(report.counts).toEqual([1, 0, 0]);
    expect(report.warnings).toContain('1 行的时间在将来，到那时才计入');
    expect(await lastContact('C1')).toBeNull();
    await test.db.pool.query("update fact set origin = 'register'");
    expect((await load('L1,C1,E1,2026-12-06T10:00,走访,,,,\n')).problems[0]?.text).toContain('已由系统内登记使用');
  });
});
