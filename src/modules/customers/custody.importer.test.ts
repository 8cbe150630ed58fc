import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { frozenClock } from '../../../test/support/frozen-clock.ts';
import { importText } from '../../../test/support/importing.ts';
import { addInstitution, addStaff } from '../../../test/support/people.ts';
import { balancesImporter } from './balances.importer.ts';
import { custodyImporter } from './custody.importer.ts';
import { customersImporter } from './customers.importer.ts';

const clock = frozenClock('2026-03-10T09:00:00+08:00');
let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
  await addInstitution(test.db.kysely, { no: 'B', ord: 0, ordUntil: 1 });
  await addInstitution(test.db.kysely, { no: 'B2', ord: 1, ordUntil: 2 });
  for (const no of ['E1', 'E2', 'E3']) await addStaff(test.db.kysely, no);
});
afterAll(() => test.drop());
beforeEach(async () => {
  clock.set('2026-03-10T09:00:00+08:00');
  for (const table of ['custody', 'balance', 'customer_version', 'customer']) {
    await test.db.pool.query(`delete from ${table}`);
  }
  await customers('C1,甲,对公,B,2025-01-01,,,\n');
});

const world = () => ({ db: test.db, clock });
const customers = (rows: string, options = {}) =>
  importText(
    world(),
    customersImporter,
    `客户号,客户名称,类型,机构号,建档日期,证件类型,证件号,联系电话\n${rows}`,
    options,
  );
const custody = (rows: string, options = {}) =>
  importText(world(), custodyImporter, `客户号,起始日期,角色,工号,终止日期\n${rows}`, options);
const balances = (rows: string, options = {}) =>
  importText(world(), balancesImporter, `客户号,日期,存款余额,授信金额,贷款余额\n${rows}`, options);

const one = async (query: string) => (await test.db.pool.query(query)).rows[0];
const holder = async () =>
  (await one(`select s.no from customer k left join staff s on s.id = k.holder_id where k.no = 'C1'`)).no;

describe('[CUS-6] 管户', () => {
  it('主办不得重叠：同一文件里后面的行被拒绝，重叠只涉及被拒行的第三行仍接受', async () => {
    const report = await custody(
      'C1,2025-01-01,主办,E1,2025-06-01\nC1,2025-05-01,主办,E2,2025-09-01\nC1,2025-08-01,主办,E3,\nC1,2025-05-01,协办,E2,\n',
    );
    expect(report.problems.map(({ row }) => row)).toEqual([3]);
    expect(await holder()).toBe('E3');
  });

  it('文件按整体看：新主办与旧主办的终止更正在同一文件，先后无关', async () => {
    await custody('C1,2025-01-01,主办,E1,\n');
    const report = await custody('C1,2026-03-01,主办,E2,\nC1,2025-01-01,主办,E1,2026-03-01\n');
    expect(report.counts).toEqual([2, 0, 0]);
    expect(await holder()).toBe('E2');
  });

  it('与已入账且文件未更正的主办重叠，被拒绝；被拒的更正让原来的那段留下', async () => {
    await custody('C1,2025-01-01,主办,E1,\n');
    expect((await custody('C1,2026-03-01,主办,E2,\n')).counts).toEqual([0, 0, 1]);
    const both = await custody('C1,2026-02-01,主办,E2,2026-04-01\nC1,2025-01-01,主办,E1,2026-03-01\n');
    expect(both.counts).toEqual([0, 0, 2]);
    expect(await holder()).toBe('E1');
  });

  it('终止日期是不再管户的第一天；终止不晚于起始被拒绝', async () => {
    await custody('C1,2025-01-01,主办,E1,2026-03-10\n');
    expect(await holder()).toBeNull();
    expect((await custody('C1,2026-05-01,主办,E1,2026-05-01\n')).counts).toEqual([0, 0, 1]);
  });

  it('补录：自起始日期 00:00 起已知，并带着文件里的终止日期', async () => {
    await custody('C1,2025-01-01,主办,E1,2025-06-01\nC1,2025-06-01,主办,E2,\n', { backfill: true });
    const { rows } = await test.db.pool.query(
      `select to_char(recorded_at, 'YYYY-MM-DD HH24:MI') as known, valid_until from custody order by valid_from`,
    );
    expect(rows).toEqual([
      { known: '2025-01-01 00:00', valid_until: '2025-06-01' },
      { known: '2025-06-01 00:00', valid_until: null },
    ]);
  });
});

describe('[CUS-17] 余额与客户', () => {
  it('空金额为 0，千分位可用；客户上的余额是今天生效的那一行', async () => {
    const report = await balances('C1,2026-01-01,"6,000,000.50",,\nC1,2026-03-10,7,,\nC1,2026-03-11,9,9,9\n');
    expect(report.counts).toEqual([3, 0, 0]);
    expect(await one('select deposit, credit, loan from customer')).toEqual({
      deposit: '7.00',
      credit: '0.00',
      loan: '0.00',
    });
    expect((await balances('C1,2026-01-01,6000000.5,0.00,\n')).counts).toEqual([0, 1, 0]);
    for (const wrong of ['1.234', '"1,23"', '1e5', '-1']) {
      expect((await balances(`C1,2026-02-01,0,${wrong},\n`)).counts).toEqual([0, 0, 1]);
    }
  });

  it('只在规则读的内容变时才有新版本；文件没有的列保留原值', async () => {
    await customers('C1,甲,对公,B,2025-01-01,身份证,1,138\n');
    await importText(world(), customersImporter, '类型,客户号,机构号,客户名称,建档日期\n对公,C1,B2,甲乙,2025/1/1\n');
    expect(await one('select name, phone, institution_ord from customer')).toEqual({
      name: '甲乙',
      phone: '138',
      institution_ord: 1,
    });
    const { rows } = await test.db.pool.query(
      'select superseded_at is null as current from customer_version order by recorded_at, superseded_at',
    );
    expect(rows).toHaveLength(2);
    const found = await one(`
      select grams @@ '''甲乙'':*' as "byName", grams @@ '''c1'':*' as "byNo"
      from customer_search join customer on id = customer_id`);
    expect(found).toEqual({ byName: true, byNo: true });
  });

  it('试运行什么都不写；整份才导入时一行有错就都不导入', async () => {
    expect(await balances('C1,2026-01-01,5,,\n', { dryRun: true })).toMatchObject({ accepted: 1, applied: false });
    const whole = await balances('C1,2026-01-01,5,,\nC7,2026-01-01,5,,\n', { mode: 'all-or-nothing' });
    expect([whole.counts, whole.applied]).toEqual([[0, 0, 1], false]);
    expect((await one('select count(*) as n from balance')).n).toBe(0);
  });
});
