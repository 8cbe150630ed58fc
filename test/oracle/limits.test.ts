import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '../../src/platform/db/database.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import type { Day, Instant } from './days.ts';
import { evaluateByEngine } from './engine.ts';
import { emptyHistory, type History } from './history.ts';
import { loadHistory } from './load.ts';
import { evaluate } from './reference.ts';
import { rule, versionsOf } from './rulebooks.ts';
import { STATUTORY } from './statutory.ts';

/** Limits computed by hand; the engine and the reference must both give these rows. */

const EARLY = '2024-06-01T00:00';
const holds = (customer: string, from: Day, until: Day | null = null, recordedAt: Instant = EARLY) => ({
  customer,
  role: 'primary' as const,
  staff: 'E1',
  from,
  until,
  recordedAt,
});
const serves = (staff: string, role: string, institution: string, from: Day, until: Day | null = null) => ({
  staff,
  role,
  institution,
  from,
  until,
  recordedAt: EARLY,
  supersededAt: null,
});

const bank: History = {
  ...emptyHistory(),
  institutions: [
    { no: 'B', parent: null },
    { no: 'B1', parent: 'B' },
  ],
  staff: ['E1', 'E2', 'E3', 'E4'],
  calendar: STATUTORY,
  customers: ['K1', 'K2', 'K3'].map((no) => ({ no, openedOn: '2020-01-01', institution: 'B1', recordedAt: EARLY })),
  appointments: [
    serves('E1', 'rm', 'B1', '2024-01-01'),
    serves('E2', 'none', 'B1', '2024-01-01'),
    serves('E3', 'rm', 'B1', '2025-02-10', '2025-03-03'),
    serves('E4', 'president', 'B', '2024-01-01'),
  ],
  custody: [
    holds('K1', '2024-07-01'),
    holds('K2', '2025-01-10', '2025-02-05'),
    holds('K2', '2025-02-05', '2025-02-08'),
    holds('K3', '2025-02-20'),
    holds('K2', '2025-03-01', '2025-03-02'),
  ],
  balances: [
    { customer: 'K3', from: '2025-02-25', deposit: 2_000_000, credit: 0, loan: 0, recordedAt: '2025-02-25T09:00' },
    { customer: 'K3', from: '2025-03-05', deposit: 0, credit: 0, loan: 0, recordedAt: '2025-03-05T09:00' },
  ],
};

const portfolio = (more: object = {}) => ({
  id: 'ORG-8',
  clause: 'ORG-8',
  title: '管户数',
  shape: 'limit',
  subject: 'staff',
  where: { eq: [{ attr: 'role' }, 'rm'] },
  measure: { held: 'primary' },
  atMost: 1,
  bearer: 'subject',
  ...more,
});

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db.kysely;
  await loadHistory(db, bank);
});
afterAll(() => database.drop());

async function rows(documents: object[], asOf: Instant, from: Day[] = ['2025-01-01']): Promise<string[]> {
  const versions = versionsOf(
    documents.map((document, i) => ({ effectiveOn: from[i] as Day, rules: [rule(document)] })),
  );
  const engine = await evaluateByEngine(db, versions, { asOf, known: asOf });
  expect(engine).toEqual(evaluate(bank, versions, { asOf, known: asOf }));
  return engine.map((r) => `${r.subject} ${r.anchor} ${r.bearer} ${r.got}/${r.need} ${r.status}`);
}

describe('[RUL-2] 限额', () => {
  test('[ORG-8] 管户数：每段连续超限只一条，恢复后记为逾期履行', async () => {
    expect(await rows([portfolio()], '2025-03-10T00:00')).toEqual([
      'E1 2025-01-10 E1 2/1 late',
      'E1 2025-02-20 E1 2/1 breached',
    ]);
  });

  test('第一日未过为履行中；容差之内不算', async () => {
    expect(await rows([portfolio()], '2025-01-10T12:00')).toEqual(['E1 2025-01-10 E1 2/1 open']);
    expect(await rows([portfolio()], '2025-01-10T00:00')).toEqual([]);
    expect(await rows([portfolio({ tolerance: 1 })], '2025-03-10T00:00')).toEqual(['E1 2025-03-01 E1 3/1 late']);
  });

  test('只数符合条件的客户，余额变动即重新数', async () => {
    const rich = { held: 'primary', where: { ge: [{ attr: 'deposit' }, 1_000_000] } };
    expect(await rows([portfolio({ measure: rich, atMost: 0 })], '2025-03-10T00:00')).toEqual([
      'E1 2025-02-25 E1 1/0 late',
    ]);
  });

  test('新版本接着超限的不另起一条，属于起始日的版本', async () => {
    expect(
      await rows([portfolio(), portfolio({ atMost: 2 }), portfolio()], '2025-03-10T00:00', [
        '2025-01-01',
        '2025-01-15',
        '2025-02-01',
      ]),
    ).toEqual(['E1 2025-01-10 E1 2/1 late', 'E1 2025-02-01 E1 2/1 late', 'E1 2025-02-20 E1 2/1 breached']);
  });

  test('[ORG-7] 客户经理占比：上级含下级人员，分母为零不适用，由行长负责', async () => {
    const share = {
      ...portfolio(),
      id: 'ORG-7',
      subject: 'institution',
      where: undefined,
      measure: { people: 'staff', where: { eq: [{ attr: 'role' }, 'rm'] }, of: {} },
      atMost: undefined,
      atLeast: 0.5,
      bearer: { officer: 'president' },
    };
    expect(await rows([share], '2025-03-10T00:00')).toEqual([
      'B 2025-01-01 E4 3333/5000 late',
      'B 2025-03-03 E4 3333/5000 breached',
    ]);
  });
});
