import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { modules } from '../../src/modules/index.ts';
import { publishRulebook, readTemplate } from '../../src/modules/rulebook/public.ts';
import type { Context } from '../../src/platform/context.ts';
import { declaredVocabulary, explainDuty, loadVersions } from '../../src/platform/duties/public.ts';
import { emptyHistory, type FactVersion, type History } from '../oracle/history.ts';
import { loadHistory } from '../oracle/load.ts';
import { STATUTORY } from '../oracle/statutory.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { frozenClock } from '../support/frozen-clock.ts';

const EARLY = '2024-12-01T09:00';
const clock = frozenClock('2025-04-01T09:00:00+08:00');

const fact = (kind: string, key: string, at: string, more: Partial<FactVersion> = {}): FactVersion => ({
  kind,
  key,
  customer: 'K1',
  actor: 'S1',
  occurredAt: at,
  method: null,
  result: null,
  ref: null,
  dueOn: null,
  retracted: false,
  recordedAt: at,
  ...more,
});

/** Three reports of 3 March, to be confirmed within three workdays: in time, late, never. */
const history: History = {
  ...emptyHistory(),
  institutions: [{ no: 'H', parent: null }],
  staff: ['S1'],
  calendar: STATUTORY,
  customers: [{ no: 'K1', openedOn: '2024-01-01', institution: 'H', recordedAt: EARLY }],
  facts: [
    ...['V1', 'V2', 'V3'].map((key) => fact('visit.submitted', key, '2025-03-03T10:00')),
    fact('visit.reviewed', 'R0', '2025-03-04T09:00', { ref: 'V1', retracted: true }),
    fact('visit.reviewed', 'R1', '2025-03-05T09:00', { ref: 'V1' }),
    fact('visit.reviewed', 'R2', '2025-03-12T09:00', { ref: 'V2' }),
    fact('visit.reviewed', 'R3', '2025-03-05T10:00', { ref: 'V1' }),
  ],
};

let database: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  expect(modules.length).toBeGreaterThan(0);
  database = await createTestDatabase();
  ctx = { db: database.db.kysely, clock, principal: null, zone: 'Asia/Shanghai' };
  await loadHistory(ctx.db, history);
  const template = await readTemplate('standard');
  const rules = template.rules.filter(({ id }) => id === 'DAY-8');
  await publishRulebook(
    ctx,
    { ...template, ladders: [], scores: [], grades: [], rules },
    { effectiveOn: '2025-01-01', publishedAt: new Date('2024-12-31T00:00:00+08:00') },
  );
});
afterAll(() => database.drop());

async function explained(anchor: string) {
  const now = clock.now();
  const versions = await loadVersions(ctx.db, now);
  const { id } = await ctx.db.selectFrom('customer').select('id').executeTakeFirstOrThrow();
  const evaluation = { vocabulary: declaredVocabulary(), versions, asOf: now, known: now, zone: ctx.zone };
  const found = await explainDuty(ctx.db, evaluation, {
    rule: 'DAY-8',
    subjectType: 'customer',
    subjectId: id,
    anchor,
  });
  return { status: found?.duty.status, facts: found?.facts.map(({ key, verdict }) => [key, verdict]) };
}

describe('[DAY-8] 时限义务的解释', () => {
  test('[DAY-8] 触发、答复、逾期的答复、撤回的答复，各说明是否计入', async () => {
    expect(await explained('V1')).toEqual({
      status: 'fulfilled',
      facts: [
        ['V1', 'triggers'],
        ['R0', 'retracted'],
        ['R1', 'counts'],
        ['R3', 'answeredBefore'],
      ],
    });
    expect(await explained('V2')).toEqual({
      status: 'late',
      facts: [
        ['V2', 'triggers'],
        ['R2', 'answersLate'],
      ],
    });
    expect(await explained('V3')).toEqual({ status: 'breached', facts: [['V3', 'triggers']] });
  });
});
