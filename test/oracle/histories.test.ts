import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { STEPS_EACH } from './generate.ts';
import { compareAtOnce, seedsFrom } from './histories.ts';
import { HISTORIES, HISTORIES_EACH, MOST_MS, SEED } from './runs.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it(`[RUL-3] 参照与全量相同：${HISTORIES} 个历史，各记 ${STEPS_EACH} 步以上，遍历全部边界政策`, {
  timeout: 60_000 + HISTORIES * MOST_MS,
}, async () => {
  const seeds = seedsFrom(SEED, Math.ceil(HISTORIES / HISTORIES_EACH));
  const tally = await compareAtOnce(database.db.kysely, { seeds, historiesEach: HISTORIES_EACH });
  console.log(JSON.stringify(tally));
  expect(tally.histories).toBeGreaterThanOrEqual(HISTORIES);
  expect(tally.fewestRecorded).toBeGreaterThanOrEqual(STEPS_EACH);
});
