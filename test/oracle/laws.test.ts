import fc from 'fast-check';
import { expect, it } from 'vitest';
import { scenarios } from './generate.ts';
import { LAWS } from './laws.ts';
import { evaluate } from './reference.ts';
import { SEED } from './runs.ts';

const RUNS = 150;

it.each(LAWS)('[RUL-3] 参照求值:$title', ({ change, isNew }) => {
  fc.assert(
    fc.property(scenarios(2), ({ history, versions, questions }) => {
      for (const question of questions) {
        const rows = evaluate(change(history, question.known), versions, question).filter((row) => !isNew(row));
        expect(rows).toEqual(evaluate(history, versions, question));
      }
    }),
    { numRuns: RUNS, seed: SEED },
  );
});

it('随机历史碰得到每一种结局:每种形态的每个状态都出现', () => {
  const seen = new Set<string>();
  for (const { history, versions, questions } of fc.sample(scenarios(8), { numRuns: 120, seed: 1 })) {
    for (const row of questions.flatMap((question) => evaluate(history, versions, question))) {
      const shape = versions.flatMap((v) => v.rulebook.rules).find((rule) => rule.id === row.rule)?.shape;
      seen.add(`${shape} ${row.status}`);
    }
  }
  const statuses = ['open', 'fulfilled', 'breached', 'waived', 'void'];
  const expected = [
    ...['open', 'breached', 'waived'].map((s) => `limit ${s}`),
    ...statuses.map((s) => `recurring ${s}`),
    ...[...statuses, 'late', 'pending'].map((s) => `response ${s}`),
  ];
  expect([...seen].sort()).toEqual(expected.sort());
});
