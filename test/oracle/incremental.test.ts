import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { declareVocabulary } from '../../src/platform/duties/public.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { undone } from './compare.ts';
import { VOCABULARY_PARTS } from './engine.ts';
import { scenarios } from './generate.ts';
import { liveThrough } from './live.ts';
import { SEED } from './runs.ts';

/** Small banks, which shrink well; whole ones are in histories.test.ts. */
const RUNS = 20;
const LIVES_EACH = 3;
const STEPS = 8;

let database: TestDatabase;
beforeAll(async () => {
  declareVocabulary(VOCABULARY_PARTS);
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('[RUL-3] 每一步之后,逐笔更新的义务与参照相同', { timeout: 600_000 }, async () => {
  let steps = 0;
  await fc.assert(
    fc.asyncProperty(scenarios(LIVES_EACH), (scenario) =>
      undone(database.db.kysely, async (db) => {
        steps += await liveThrough(db, scenario, STEPS);
      }),
    ),
    { numRuns: RUNS, seed: SEED },
  );
  expect(steps).toBeGreaterThan(RUNS);
});
