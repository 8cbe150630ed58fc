import { expect, it } from 'vitest';
import { allMutants, type Mutant } from './mutants.ts';
import { type Outcome, withTrials } from './trials.ts';

/** Each stands for a part of the engine; `npm run mutate` plants all. */
const SAMPLE = ['leave forgotten', 'one response for all', 'anybody’s facts count always', 'always rounded down'];

it('[RUL-3] 在引擎副本中植入的缺陷，随机历史都能发现', { timeout: 600_000 }, async () => {
  const planted = allMutants(process.cwd()).filter(({ name }) => SAMPLE.includes(name));
  const fates = new Map<string, Outcome['fate']>();
  await withTrials(2, (tryOut) => tryOut(planted, ({ name }: Mutant, { fate }) => void fates.set(name, fate)));
  expect(Object.fromEntries(fates)).toEqual(Object.fromEntries(SAMPLE.map((name) => [name, 'found'])));
});
