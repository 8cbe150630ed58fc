import { afterAll, beforeAll, expect, it } from 'vitest';
import { declareVocabulary } from '../../src/platform/duties/public.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { VOCABULARY_PARTS } from './engine.ts';
import { STEPS_EACH } from './generate.ts';
import { compareHistories } from './histories.ts';
import { SEED } from './runs.ts';

/** All of them are compared as a whole, one in fifty also lives through its steps. */
const HISTORIES = Number(process.env.ZHANYE_HISTORIES ?? 5_000);
const LIVES = Math.ceil(HISTORIES / 50);
const STEPS = 8;
/** Some 20 and 400 ms are usual. */
const [MOST_MS, MOST_MS_LIVING] = [200, 4_000];

let database: TestDatabase;
beforeAll(async () => {
  declareVocabulary(VOCABULARY_PARTS);
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it(`[RUL-3] 参照与全量相同：${HISTORIES} 个历史，各记 ${STEPS_EACH} 步以上，遍历全部边界政策`, {
  timeout: 60_000 + HISTORIES * MOST_MS,
}, async () => {
  const course = { banks: Math.ceil(HISTORIES / 20), historiesEach: 20, seed: SEED };
  const tally = await compareHistories(database.db.kysely, {
    ...course,
    livesEvery: Number.POSITIVE_INFINITY,
    steps: 0,
  });
  console.log(JSON.stringify(tally));
  expect(tally.histories).toBeGreaterThanOrEqual(HISTORIES);
  expect(tally.fewestRecorded).toBeGreaterThanOrEqual(STEPS_EACH);
});

it(`[RUL-3] 参照、全量、逐笔三者相同：${LIVES} 个历史，每家银行停 ${STEPS} 次逐一核对`, {
  timeout: 60_000 + LIVES * MOST_MS_LIVING,
}, async () => {
  const course = { banks: Math.ceil(LIVES / 4), historiesEach: 4, seed: -SEED, livesEvery: 1, steps: STEPS };
  const tally = await compareHistories(database.db.kysely, course);
  console.log(JSON.stringify(tally));
  expect(tally.stepped).toBeGreaterThanOrEqual(course.banks);
});
