import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { frozenClock } from '../../test/support/frozen-clock.ts';
import { importText } from '../../test/support/importing.ts';
import { addInstitution, addStaff } from '../../test/support/people.ts';
import { modules } from '../modules/index.ts';
import { findImporter } from '../platform/importing/public.ts';

const clock = frozenClock('2026-03-10T09:00:00+08:00');
const importers = modules.flatMap((module) => module.importers);
let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
  const institution = await addInstitution(test.db.kysely, { no: 'B', ord: 7, ordUntil: 8 });
  await addStaff(test.db.kysely, 'E1');
  await test.db.pool.query(
    `insert into customer (no, name, kind, institution_id, institution_ord, opened_on, recorded_at)
     values ('C1', '甲', 'corporate', $1, 7, '2020-01-01', '2020-01-01')`,
    [institution],
  );
});
afterAll(() => test.drop());

const load = (kind: string, text: string, options = {}) =>
  importText({ db: test.db, clock }, findImporter(importers, kind), text, options);
const rowsOf = async (query: string) => (await test.db.pool.query(query)).rows;

it('请假：首尾两天都算；已销假仍算，已撤销不算；每次变化留下版本', async () => {
  const header = '流水号,工号,起始日期,终止日期,状态\n';
  await load('leaves', `${header}V1,E1,2026-03-05,2026-03-06,已批准\n`);
  clock.advance({ minutes: 1 });
  await load('leaves', `${header}V1,E1,2026-03-05,2026-03-05,已销假\n`);
  clock.advance({ minutes: 1 });
  await load('leaves', `${header}V1,E1,2026-03-05,2026-03-05,已撤销\n`);
  expect(
    await rowsOf(
      'select valid_from, valid_until, counts, superseded_at is null as now from leave_version order by recorded_at',
    ),
  ).toEqual([
    { valid_from: '2026-03-05', valid_until: '2026-03-07', counts: true, now: false },
    { valid_from: '2026-03-05', valid_until: '2026-03-06', counts: true, now: false },
    { valid_from: '2026-03-05', valid_until: '2026-03-06', counts: false, now: true },
  ]);
  expect(await rowsOf('select state, to_date from leave')).toEqual([{ state: 'cancelled', to_date: '2026-03-05' }]);
  const refused = await load('leaves', `${header}V2,E1,2026-03-05,,已批准\nV3,E1,2026-03-05,2026-03-04,已批准\n`);
  expect(refused.counts).toEqual([0, 0, 2]);
});

it('借据：按数据日期成版本，同一文件里最新的数据日期算数，更早的被拒绝', async () => {
  const header = '借据号,客户号,工号,品种,金额,放款日期,到期日期,余额,五级分类,逾期天数,数据日期\n';
  const line = (balance: number, day: string) => `D1,C1,E1,流贷,100,2025-01-01,2026-12-31,${balance},正常,,${day}\n`;
  expect((await load('loans', header + line(50, '2026-03-01') + line(60, '2026-02-01'))).counts).toEqual([1, 1, 0]);
  expect((await load('loans', header + line(60, '2026-02-01'))).problems[0]?.text).toContain(
    '数据日期早于已入账的 2026-03-01',
  );
  clock.advance({ minutes: 1 });
  expect((await load('loans', header + line(40, '2026-03-09'))).counts).toEqual([1, 0, 0]);
  expect(await rowsOf('select outstanding, overdue_days from loan_note where superseded_at is null')).toEqual([
    { outstanding: '40.00', overdue_days: 0 },
  ]);
});

it('投诉：机构号或客户号之一即可，机构取自客户', async () => {
  const header = '投诉号,客户号,机构号,渠道,事由,受理时间,答复时间,结果\n';
  const report = await load(
    'complaints',
    `${header}T1,C1,,电话,慢,2026-03-01T10:00,,\nT2,,B,网上,慢,2026/3/1 10:00,2026-03-01 09:00,\nT3,,,网上,慢,2026-03-01T10:00,,\n`,
  );
  expect(report.counts).toEqual([1, 0, 2]);
  expect(await rowsOf('select institution_ord, answered_at from complaint')).toEqual([
    { institution_ord: 7, answered_at: null },
  ]);
});

it('日历：机构号为空是全行，并使该年成为已发布；同日同机构再来是更正', async () => {
  const header = '日期,类型,名称,机构号\n';
  await load('calendar', `${header}2031-01-01,休息日,元旦,\n2032-01-04,工作日,调休,B\n`);
  expect(await rowsOf('select year from calendar_year where year > 2030')).toEqual([{ year: 2031 }]);
  clock.advance({ minutes: 1 });
  expect((await load('calendar', `${header}2031-01-01,工作日,,\n2032-01-04,工作日,调休,B\n`)).counts).toEqual([
    1, 1, 0,
  ]);
  expect(
    await rowsOf('select count(*) as n from calendar_day where day > $$2030-01-01$$ and superseded_at is null'),
  ).toEqual([{ n: 2 }]);
});
