import { afterAll, beforeAll, expect, it } from 'vitest';
import { declareVocabulary } from '../../src/platform/duties/public.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { VOCABULARY_PARTS } from './engine.ts';
import { everyPolicySketch, plainSketch } from './generate-rules.ts';
import { compareStepwise, seedsFrom } from './histories.ts';
import { HISTORIES, HISTORIES_EACH, MOST_MS, SEED } from './runs.ts';

/** Every eighth bank of those that histories.test.ts asks as a whole, and as many under rules that count fact by fact. */
const LIVES_EVERY = 8;
const BANKS = Math.ceil(HISTORIES / HISTORIES_EACH / LIVES_EVERY);
const STEPS = 3;

let database: TestDatabase;
beforeAll(async () => {
  declareVocabulary(VOCABULARY_PARTS);
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it.each([
  ['遍历全部边界政策', everyPolicySketch],
  ['事实逐笔计入', plainSketch],
])(
  `[RUL-3] 参照与逐笔相同：${BANKS * HISTORIES_EACH} 个历史，每家银行停 ${STEPS} 次逐一核对；%s`,
  {
    timeout: 60_000 + BANKS * HISTORIES_EACH * STEPS * MOST_MS,
  },
  async (_, rules) => {
    const course = { seeds: seedsFrom(SEED, BANKS, LIVES_EVERY), historiesEach: HISTORIES_EACH, rules };
    const tally = await compareStepwise(database.db.kysely, course, STEPS);
    console.log(JSON.stringify(tally));
    expect(tally.compared).toBeGreaterThanOrEqual(BANKS * STEPS);
  },
);
