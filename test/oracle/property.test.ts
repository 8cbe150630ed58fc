import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../src/platform/db/database.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { evaluateByEngine } from './engine.ts';
import { scenarios } from './generate.ts';
import type { DutyRow, History } from './history.ts';
import { LAWS } from './laws.ts';
import { loadHistory } from './load.ts';
import { evaluate } from './reference.ts';
import { SEED } from './runs.ts';

/** How many small circles of customers and staff are compared; several share one database load. */
const HISTORIES = Number(process.env.ZHANYE_HISTORIES ?? 300);
const LIVES_EACH = 8;
const RUNS = Math.ceil(HISTORIES / (LIVES_EACH / 2));

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

class Undo extends Error {}

/** Runs `body` on a database that holds the history and nothing else, and leaves nothing behind. */
async function withHistory(history: History, body: (db: Db) => Promise<void>): Promise<void> {
  const loaded = database.db.kysely.transaction().execute(async (db) => {
    await loadHistory(db, history);
    await body(db);
    throw new Undo();
  });
  await loaded.catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error;
  });
}

const line = (row: DutyRow) => JSON.stringify(row);

/** Fails with the rows that differ only. */
function expectSame(actual: DutyRow[], expected: DutyRow[]): void {
  const [got, wanted] = [new Set(actual.map(line)), new Set(expected.map(line))];
  const difference = {
    missing: expected.map(line).filter((row) => !got.has(row)),
    extra: actual.map(line).filter((row) => !wanted.has(row)),
  };
  expect(difference).toEqual({ missing: [], extra: [] });
  expect(actual.length).toBe(expected.length);
}

describe('[RUL-3] 引擎与参照逐条相同', () => {
  it(`随机历史(${HISTORIES} 组)`, { timeout: 60_000 + HISTORIES * 200 }, async () => {
    await fc.assert(
      fc.asyncProperty(scenarios(LIVES_EACH), (scenario) =>
        withHistory(scenario.history, async (db) => {
          for (const question of scenario.questions) {
            const actual = await evaluateByEngine(db, scenario.versions, question);
            expectSame(actual, evaluate(scenario.history, scenario.versions, question));
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
          await withHistory(scenario.history, async (db) => {
            before = await evaluateByEngine(db, scenario.versions, question);
          });
          await withHistory(change(scenario.history, question.known), async (db) => {
            const after = await evaluateByEngine(db, scenario.versions, question);
            const old = after.filter((row) => !isNew(row));
            expectSame(old, before);
          });
        }
      }),
      { numRuns: Math.ceil(RUNS / 10), seed: SEED },
    );
  });
});
