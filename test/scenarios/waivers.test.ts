import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Rulebook } from '../../src/kernel/rulebook/rulebook.ts';
import { publishRulebook } from '../../src/modules/rulebook/public.ts';
import { recordFacts } from '../../src/platform/ledger/public.ts';
import { templateOf } from '../support/template.ts';
import { type AssessmentWorld, assessmentWorld } from './assessment-world.ts';

let world: AssessmentWorld;
beforeAll(async () => {
  world = await assessmentWorld();
});
afterAll(() => world.close());

const statusOf = async (rule: string, anchor: string) => {
  const where = world.db.selectFrom('duty').select('status').where('rule_id', '=', rule).where('anchor', '=', anchor);
  return (await where.executeTakeFirst())?.status;
};
const breachOf = async (rule: string) =>
  (await world.db.selectFrom('breach').select('state').where('rule_id', '=', rule).executeTakeFirst())?.state;
const waive = (key: object) =>
  world.as('团队长').post('/api/duties/waivers', { ...key, clause: 'CUS-1', reason: '客户停产' });
const retract = (key: object) =>
  world.as('团队长').post('/api/duties/waivers/retract', { ...key, reason: '客户已复产' });

test('[RUL-3] 期满后豁免撤销疑似违规，撤回豁免则违规重新列为疑似', async () => {
  const key = { rule: 'CUS-1a', subject: 'C1', anchor: '2026-03-01' };
  world.clock.set('2026-04-10T09:00:00+08:00');
  await world.evaluate();
  expect([await statusOf('CUS-1a', '2026-03-01'), await breachOf('CUS-1a')]).toEqual(['breached', 'suspected']);
  expect((await waive(key)).status).toBe(200);
  expect([await statusOf('CUS-1a', '2026-03-01'), await breachOf('CUS-1a')]).toEqual(['waived', 'withdrawn']);
  world.clock.advance({ minutes: 5 });
  expect((await retract(key)).status).toBe(200);
  expect([await statusOf('CUS-1a', '2026-03-01'), await breachOf('CUS-1a')]).toEqual(['breached', 'suspected']);
});

/** A call asks for a visit between ten and twenty days later. */
async function visitAfterCall(): Promise<Rulebook> {
  const rulebook = await templateOf(['CUS-1']);
  const [model] = rulebook.rules;
  if (model?.shape !== 'recurring') throw new Error('CUS-1a is recurring');
  const method = (value: string) => ({ fact: 'contact', where: { eq: [{ field: 'method' }, value] } }) as const;
  const later: Rulebook['rules'][number] = {
    id: 'CUS-1d',
    clause: 'CUS-1',
    title: '电话之后走访',
    shape: 'response',
    subject: 'customer',
    trigger: method('phone') as never,
    response: { ...(method('visit') as object), match: 'subject' } as never,
    notBefore: { days: 10 },
    within: { days: 20 },
    consume: 'shared',
    bearer: 'actor',
    edges: { entryGrace: { workdays: 3 } },
    breach: {},
    cases: [],
  };
  return { ...rulebook, rules: [...rulebook.rules, later] };
}

test('[RUL-3] 窗口晚于触发日才开的时限义务也能豁免、撤回', async () => {
  await publishRulebook(world.ctx, await visitAfterCall(), {
    effectiveOn: '2026-04-11',
    publishedAt: world.clock.now(),
  });
  world.clock.set('2026-04-13T09:00:00+08:00');
  const { customerId: subject_id, ids } = world;
  await recordFacts(world.ctx, [
    {
      kind: 'contact',
      key: 'T1',
      subject_id,
      actor_id: ids.王经理,
      method: 'phone',
      occurred_at: new Date('2026-04-12T10:00:00+08:00'),
    },
  ]);
  await world.evaluate();
  const key = { rule: 'CUS-1d', subject: 'C1', anchor: 'T1' };
  expect(await statusOf('CUS-1d', 'T1')).toBe('pending');
  expect((await waive(key)).body).toEqual({});
  expect(await statusOf('CUS-1d', 'T1')).toBe('waived');
  world.clock.advance({ minutes: 5 });
  expect((await retract(key)).body).toEqual({});
  expect(await statusOf('CUS-1d', 'T1')).toBe('pending');
});
