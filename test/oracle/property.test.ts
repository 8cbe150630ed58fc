import fc from 'fast-check';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { expectSame, withHistory } from './compare.ts';
import { evaluateByEngine } from './engine.ts';
import { scenarios } from './generate.ts';
import type { DutyRow } from './history.ts';
import { LAWS } from './laws.ts';
import { evaluate } from './reference.ts';
import { SEED } from './runs.ts';

/** Small banks, which shrink well; whole ones are in histories.test.ts. */
const RUNS = 75;
const LIVES_EACH = 8;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe('[RUL-3] 引擎与参照逐条相同', () => {
  it(`随机历史(${RUNS} 家小银行)`, { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(scenarios(LIVES_EACH), (scenario) =>
        withHistory(database.db.kysely, scenario.history, async (db) => {
          for (const question of scenario.questions) {
            const actual = await evaluateByEngine(db, scenario.versions, question);
            expectSame(actual, evaluate(scenario.history, scenario.versions, question), `as of ${question.asOf}`);
          }
        }),
      ),
      { numRuns: RUNS, seed: SEED },
    );
  });

  it.each(LAWS)('$title', { timeout: 120_000 }, async ({ change, isNew }) => {
    await fc.assert(
      fc.asyncProperty(scenarios(LIVES_EACH), async (scenario) => {
        for (const question of scenario.questions) {
          let before: DutyRow[] = [];
          await withHistory(database.db.kysely, scenario.history, async (db) => {
            before = await evaluateByEngine(db, scenario.versions, question);
          });
          await withHistory(database.db.kysely, change(scenario.history, question.known), async (db) => {
            const after = await evaluateByEngine(db, scenario.versions, question);
            const old = after.filter((row) => !isNew(row));
            expectSame(old, before, 'the law');
          });
        }
      }),
      { numRuns: Math.ceil(RUNS / 10), seed: SEED },
    );
  });
});
