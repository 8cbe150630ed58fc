import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { declareVocabulary } from '../../src/platform/duties/public.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { expectSame, undone, withHistory } from './compare.ts';
import { evaluateByEngine, VOCABULARY_PARTS } from './engine.ts';
import { peopleScenarios } from './generate-people.ts';
import { livePeople } from './live-people.ts';
import { evaluate } from './reference.ts';
import { SEED } from './runs.ts';

const RUNS = Number(process.env.ZHANYE_HISTORIES ?? 120);

let database: TestDatabase;
beforeAll(async () => {
  declareVocabulary(VOCABULARY_PARTS);
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe('[RUL-3] 以人员、机构为对象的规则', () => {
  it(`引擎与参照逐条相同（${RUNS} 家小银行）`, { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(peopleScenarios, ({ history, versions, asOf }) =>
        withHistory(database.db.kysely, history, async (db) => {
          const question = { asOf, known: asOf };
          const actual = await evaluateByEngine(db, versions, question);
          expectSame(actual, evaluate(history, versions, question), `as of ${asOf}`);
        }),
      ),
      { numRuns: RUNS, seed: SEED },
    );
  });

  it('每一步之后，逐笔更新的义务与参照相同：管户、任职变动也带动限额所度量的人与机构', {
    timeout: 600_000,
  }, async () => {
    let moments = 0;
    await fc.assert(
      fc.asyncProperty(peopleScenarios, (scenario) =>
        undone(database.db.kysely, async (db) => {
          moments += await livePeople(db, scenario);
        }),
      ),
      { numRuns: Math.ceil(RUNS / 5), seed: SEED },
    );
    expect(moments).toBeGreaterThan(RUNS);
  });
});
