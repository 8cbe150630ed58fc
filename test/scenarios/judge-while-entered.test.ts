import { afterAll, beforeAll, expect, test } from 'vitest';
import { lockBreachRow } from '../../src/modules/assessment/breach/lock.ts';
import { type AssessmentWorld, assessmentWorld } from './assessment-world.ts';

let world: AssessmentWorld;
beforeAll(async () => {
  world = await assessmentWorld();
  world.clock.set('2026-04-01T09:00:00+08:00');
  await world.evaluate();
});
afterAll(() => world.close());

test('[ASM-2] 有人正在认定时补录入账,补录等他办完,随后撤销违规', async () => {
  const { id } = await world.db
    .selectFrom('breach')
    .select('id')
    .where('state', '=', 'suspected')
    .executeTakeFirstOrThrow();
  await world.visit('2026-03-30');
  let entered: Promise<void> = Promise.resolve();
  await world.db.transaction().execute(async (judging) => {
    await lockBreachRow(judging, id);
    await judging.updateTable('breach').set({ reason: '核对中' }).where('id', '=', id).execute();
    entered = world.visit('2026-03-31');
    await new Promise((resolve) => setTimeout(resolve, 500));
  });
  await entered;
  const breach = await world.db.selectFrom('breach').select('state').where('id', '=', id).executeTakeFirst();
  expect(breach?.state).toBe('withdrawn');
});
