import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SubjectType } from '../../src/kernel/rulebook/subject.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import type { Instant } from './days.ts';
import { explainedByEngine } from './engine.ts';
import { type CustodyVersion, emptyHistory, type FactVersion, type History } from './history.ts';
import { loadHistory } from './load.ts';
import { rule, versionsOf } from './rulebooks.ts';
import { STATUTORY } from './statutory.ts';

/** What an explanation names: the fact that decided a response, and whom a limit counted. */
const EARLY = '2024-12-01T09:00';
const AS_OF = '2025-04-01T00:00';

const fact = (key: string, occurredAt: Instant, method: string, over: Partial<FactVersion> = {}): FactVersion => ({
  ...{ kind: 'contact', key, customer: 'K1', actor: 'S1', occurredAt, method, result: null, ref: null },
  ...{ dueOn: null, retracted: false, recordedAt: occurredAt },
  ...over,
});
const holds = (customer: string, from: string, until: string | null = null): CustodyVersion => ({
  ...{ customer, role: 'primary', staff: 'S1', from, until, recordedAt: EARLY },
});

/** 3 日、10 日、20 日各有一次去电；4 日两次走访，20 日之后有微信。 */
const history: History = {
  ...emptyHistory(),
  institutions: [{ no: 'H', parent: null }],
  staff: ['S1'],
  calendar: STATUTORY,
  customers: ['K1', 'K2', 'K3'].map((no) => ({ no, openedOn: '2024-01-01', institution: 'H', recordedAt: EARLY })),
  custody: [holds('K1', '2025-01-01'), holds('K2', '2025-01-01', '2025-03-10'), holds('K3', '2025-03-05')],
  balances: [{ customer: 'K1', from: '2025-01-01', deposit: 5_000_000, credit: 0, loan: 0, recordedAt: EARLY }],
  appointments: [
    {
      ...{ staff: 'S1', role: 'rm', institution: 'H', from: '2024-01-01', until: null },
      ...{ recordedAt: EARLY, supersededAt: null },
    },
  ],
  facts: [
    fact('P1', '2025-03-03T10:00', 'phone'),
    fact('V1', '2025-03-04T09:00', 'visit', { recordedAt: '2025-03-20T09:00' }),
    fact('V2', '2025-03-04T10:00', 'visit'),
    fact('V3', '2025-03-04T11:00', 'visit'),
    fact('P2', '2025-03-20T10:00', 'phone'),
    fact('W1', '2025-03-21T10:00', 'wechat'),
  ],
};

const calls = { fact: 'contact', where: { eq: [{ field: 'method' }, 'phone'] } };
const head = (id: string, over: object) => rule({ id, clause: id, title: id, subject: 'customer', ...over });
const RULES = [
  head('TST-1', {
    ...{ shape: 'response', trigger: calls, within: { days: 3 }, consume: 'shared', bearer: 'actor' },
    response: { fact: 'contact', where: { eq: [{ field: 'method' }, 'visit'] }, match: 'subject' },
    unless: { fact: 'contact', where: { eq: [{ field: 'method' }, 'wechat'] }, match: 'subject', before: 'deadline' },
  }),
  head('TST-2', { subject: 'staff', shape: 'limit', measure: { held: 'primary' }, atMost: 1, bearer: 'subject' }),
  head('TST-3', {
    ...{ subject: 'staff', shape: 'limit', atMost: 0.4, bearer: 'subject' },
    measure: { held: 'primary', where: { ge: [{ attr: 'deposit' }, 1_000_000] }, of: {} },
  }),
];
const versions = versionsOf([{ effectiveOn: '2025-01-01', rules: RULES }]);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await loadHistory(database.db.kysely, history);
});
afterAll(() => database.drop());

async function explained(ruleId: string, subjectType: SubjectType, anchor: string) {
  const key = { rule: ruleId, subjectType, subjectId: 1, anchor };
  const found = await explainedByEngine(database.db.kysely, versions, AS_OF, key);
  const facts = found?.facts.map(({ key: no, verdict }) => `${no} ${verdict}`);
  return { status: found?.duty.status, facts, members: found?.members };
}

describe('[RUL-5] 解释指名道姓', () => {
  test('[RUL-5] 时限义务：哪一次答复了，先于它而未计者、后于它者各有缘由', async () => {
    expect(await explained('TST-1', 'customer', 'P1')).toEqual({
      status: 'fulfilled',
      facts: ['P1 triggers', 'V1 notTaken', 'V2 counts', 'V3 answeredBefore', 'P2 otherKind', 'W1 otherKind'],
      members: [],
    });
  });

  test('[RUL-5] 时限义务：因何事而失效', async () => {
    const { status, facts } = await explained('TST-1', 'customer', 'P2');
    expect([status, facts]).toEqual(['void', expect.arrayContaining(['P2 triggers', 'W1 discharges'])]);
  });

  test('[ORG-8] 限额：起始之日管着哪些客户', async () => {
    expect(await explained('TST-2', 'staff', '2025-01-01')).toMatchObject({
      members: [
        { no: 'K1', counts: true },
        { no: 'K2', counts: true },
      ],
    });
  });

  test('[ORG-7] 占比：哪些计入，哪些只在总数之内', async () => {
    const { members } = await explained('TST-3', 'staff', '2025-01-01');
    expect(members).toEqual([
      { no: 'K1', counts: true },
      { no: 'K2', counts: false },
    ]);
  });
});
