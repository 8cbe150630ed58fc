import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CivilDate } from '../../src/kernel/calendar/index.ts';
import type { Rule } from '../../src/kernel/rulebook/rule.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { undone } from './compare.ts';
import { evaluateByEngine } from './engine.ts';
import { type DutyRow, emptyHistory, type FactVersion, type History } from './history.ts';
import { insertRows, loadHistory, rowsOf } from './load.ts';
import { evaluate } from './reference.ts';
import { rule, versionsOf } from './rulebooks.ts';
import { STATUTORY } from './statutory.ts';

/**
 * 移交与制度变更相接：7 月 1 日换版本，客户 6 月 27 日（周五）移交。6 月的义务延至 7 月 4 日（第五个工作日）之终；6 月只走访 1 日，
 * 7 月 2、3、10 日各走访一次。
 */
const EARLY = '2024-12-01T09:00';

const held = { subject: 'customer', shape: 'recurring', held: 'primary', bearer: 'holder', period: 'month' };
const visits = { fact: 'contact', where: { eq: [{ field: 'method' }, 'visit'] } };
const monthly = (over: object): Rule =>
  rule({ ...held, id: 'TST-1', clause: 'TST-1', title: '走访', count: visits, tiers: [{ need: 2 }], ...over });

const visit = (day: string): FactVersion => ({
  kind: 'contact',
  key: `C${day}`,
  customer: 'K1',
  actor: 'S2',
  occurredAt: `${day}T10:00`,
  method: 'visit',
  result: null,
  ref: null,
  dueOn: null,
  retracted: false,
  recordedAt: `${day}T10:00`,
});

const span = { customer: 'K1', role: 'primary' as const, recordedAt: EARLY };
const history: History = {
  ...emptyHistory(),
  institutions: [{ no: 'H', parent: null }],
  staff: ['S1', 'S2'],
  calendar: STATUTORY,
  customers: [{ no: 'K1', openedOn: '2024-01-01', institution: 'H', recordedAt: EARLY }],
  custody: [
    { ...span, staff: 'S1', from: '2024-01-01', until: '2025-06-27' },
    { ...span, staff: 'S2', from: '2025-06-27', until: null },
  ],
  facts: ['2025-06-10', '2025-07-02', '2025-07-03', '2025-07-10'].map(visit),
};

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await loadHistory(database.db.kysely, history);
});
afterAll(() => database.drop());

const figures = (rows: DutyRow[]) => rows.map(({ anchor, need, got, until }) => `${anchor} ${got}/${need} ${until}`);

const JUNE = '2025-06-01 2/2 2025-07-05T00:00';

describe('[RUL-3] 换版本之前的移交，其延期内的日子先归旧义务', () => {
  const cases: { title: string; next: Rule[]; wanted: string[] }[] = [
    {
      title: '新版本减一次：7 月 2 日已归 6 月，7 月只余两日',
      next: [monthly({ tiers: [{ need: 1 }] })],
      wanted: [JUNE, '2025-07-01 2/1 2025-08-01T00:00'],
    },
    {
      title: '新版本改计一切联系：同一日仍只用一次',
      next: [monthly({ count: { fact: 'contact' } })],
      wanted: [JUNE, '2025-07-01 2/2 2025-08-01T00:00'],
    },
    {
      title: '新版本按笔计：旧义务用去的是日子，不是笔',
      next: [monthly({ count: { ...visits, distinct: 'fact' } })],
      wanted: [JUNE, '2025-07-01 3/2 2025-08-01T00:00'],
    },
    {
      title: '新版本改为按旬：上旬少一日',
      next: [monthly({ period: 'tenDay', tiers: [{ need: 1 }] })],
      wanted: [JUNE, '2025-07-01 2/1 2025-07-11T00:00', '2025-07-11 0/1 2025-07-21T00:00'],
    },
    { title: '新版本没有这条规则：旧义务照样延期', next: [], wanted: [JUNE] },
  ];

  it.each(cases)('$title', async ({ next, wanted }) => {
    const versions = versionsOf([
      { effectiveOn: '2025-06-01', rules: [monthly({})] },
      { effectiveOn: '2025-07-01', rules: next },
    ]);
    const question = { asOf: '2025-07-14T00:00', known: '2025-07-14T00:00' };
    expect(figures(evaluate(history, versions, question))).toEqual(wanted);
    expect(figures(await evaluateByEngine(database.db.kysely, versions, question))).toEqual(wanted);
  });

  it('只问新版本的月份，也要知道旧义务用去了哪些日子', async () => {
    const versions = versionsOf([
      { effectiveOn: '2025-06-01', rules: [monthly({})] },
      { effectiveOn: '2025-07-01', rules: [monthly({ tiers: [{ need: 1 }] })] },
    ]);
    const question = { asOf: '2025-07-14T00:00', known: '2025-07-14T00:00', since: '2025-07-08' as CivilDate };
    const rows = await evaluateByEngine(database.db.kysely, versions, question);
    expect(figures(rows)).toEqual(['2025-07-01 2/1 2025-08-01T00:00']);
  });
});

/** 换版本前后各有一次去电，其后只有若干次走访：一次走访只应答一次去电，先者先得。 */
describe('[RUL-3] 换版本不使一次应答履行两项义务', () => {
  const responds = (over: object): Rule =>
    rule({
      subject: 'customer',
      shape: 'response',
      bearer: 'actor',
      trigger: { fact: 'contact', where: { eq: [{ field: 'method' }, 'phone'] } },
      within: { days: 10 },
      response: { ...visits, match: 'subject' },
      consume: 'one',
      ...{ id: 'TST-1', clause: 'TST-1', title: '回访', ...over },
    });
  const call = (day: string): FactVersion => ({ ...visit(day), key: `P${day}`, method: 'phone' });
  const statuses = (rows: DutyRow[]) => rows.map(({ anchor, status }) => `${anchor} ${status}`);
  const cases: { title: string; visited: string[]; next?: object; wanted: [string, string] }[] = [
    { title: '只有一次走访，归旧版本的去电', visited: ['2025-07-03'], wanted: ['fulfilled', 'breached'] },
    { title: '两次走访，各归其一', visited: ['2025-07-03', '2025-07-04'], wanted: ['fulfilled', 'fulfilled'] },
    {
      title: '旧去电已在换版本之前得到应答，新去电不受影响',
      visited: ['2025-06-30', '2025-07-03'],
      wanted: ['fulfilled', 'fulfilled'],
    },
    {
      title: '新版本许一次应答多项，但旧版本用去的仍已用去',
      visited: ['2025-07-03'],
      next: { consume: 'shared' },
      wanted: ['fulfilled', 'breached'],
    },
  ];

  it.each(cases)('$title', async ({ visited, next = {}, wanted }) => {
    const facts = [...visited.map(visit), call('2025-06-29'), call('2025-07-02')];
    const bank = { ...history, facts };
    const versions = versionsOf([
      { effectiveOn: '2025-06-01', rules: [responds({})] },
      { effectiveOn: '2025-07-01', rules: [responds(next)] },
    ]);
    const question = { asOf: '2025-08-14T00:00', known: '2025-08-14T00:00' };
    const rows = [`P2025-06-29 ${wanted[0]}`, `P2025-07-02 ${wanted[1]}`];
    expect(statuses(evaluate(bank, versions, question))).toEqual(rows);
    await undone(database.db.kysely, async (db) => {
      await sql`delete from fact`.execute(db);
      await insertRows(db, 'fact', rowsOf(bank).fact ?? []);
      expect(statuses(await evaluateByEngine(db, versions, question))).toEqual(rows);
    });
  });
});
