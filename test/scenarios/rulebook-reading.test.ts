import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { civilDateFrom } from '../../src/kernel/calendar/index.ts';
import type { Regulation, Rulebook } from '../../src/kernel/rulebook/rulebook.ts';
import { issueRulebook, readTemplate } from '../../src/modules/rulebook/public.ts';
import { frozenClock } from '../support/frozen-clock.ts';
import { type RulebookPerson, type RulebookWorld, rulebookWorld } from './rulebook-world.ts';

let world: RulebookWorld;
let version: number;
const QUIZ = [{ question: '中等客户每月至少走访几次？', options: ['1 次', '2 次'], answer: 1 }];

/** The template with `visits.middle` at 2 and a question beside CUS-1; its regulation is for managers and leaders. */
async function revised(): Promise<Rulebook> {
  const rulebook = await readTemplate('standard');
  // The examples say what held before.
  for (const rule of rulebook.rules) if (rule.clause === 'CUS-1') rule.cases = [];
  (rulebook.parameters['visits.middle'] as { value: number }).value = 2;
  const regulation = regulationOf(rulebook, 'S2') as Regulation;
  const clause = regulation.chapters[0]?.clauses[0];
  Object.assign(regulation, { readers: ['rm', 'leader'] });
  Object.assign(clause ?? {}, { quiz: QUIZ });
  return rulebook;
}
const regulationOf = (rulebook: Rulebook, id: string) => rulebook.regulations.find((one) => one.id === id);

beforeAll(async () => {
  const clock = frozenClock('2026-03-05T09:00:00+08:00');
  world = await rulebookWorld(clock);
  version = await issueRulebook(world.ctx, await revised(), {
    effectiveOn: civilDateFrom('2026-04-01'),
    backfill: false,
  });
});
afterAll(() => world.close());

type Reading = {
  version: number;
  regulation: string;
  readAt: string | null;
  questions: number;
  passedAt: string | null;
};
const readings = async (who: RulebookPerson) =>
  (await world.as(who).get<{ items: Reading[] }>('/api/rulebook/readings')).body.items;
const path = (rest = '') => `/api/rulebook/readings/${version}/S2${rest}`;
const waiting = async (who: RulebookPerson) =>
  (await world.as(who).get<{ waiting: { id: string; count: number }[] }>('/api/messages')).body.waiting.filter(
    ({ id }) => id === 'rulebook.reading',
  );

describe('必读与测验', () => {
  test('[RUL-1] 发布后只有改动所涉的制度、只有其必读岗位须读，消息里有提示', async () => {
    expect(await readings('张经理')).toMatchObject([{ version, regulation: 'S2', readAt: null, questions: 1 }]);
    expect(await readings('审计')).toEqual([]);
    expect(await waiting('张经理')).toMatchObject([{ count: 1 }]);
    expect((await world.as('审计').post(path('/receipt'))).status).toBe(404);
  });

  test('[RUL-1] 正文可读，题目不带答案；制度页和修订对照也不泄露', async () => {
    const { body } = await world.as('张经理').get(path());
    expect(body.questions).toEqual([{ clause: 'CUS-1', question: QUIZ[0]?.question, options: QUIZ[0]?.options }]);
    const compared = await world.as('张经理').get(`/api/rulebook/compare?from=1&to=${version}`);
    for (const shown of [body, compared.body]) expect(JSON.stringify(shown)).not.toContain('"answer"');
    expect(compared.body.sentences).toMatchObject([{ rule: 'CUS-1b' }]);
  });

  test('[RUL-1] 先读后答，答错可重答，每次都记下，通过后不再提示', async () => {
    expect((await world.as('张经理').post(path('/quiz'), { answers: [1] })).body.problems?.[0]?.code).toBe(
      'READING_FIRST',
    );
    expect((await world.as('张经理').post(path('/receipt'))).status).toBe(200);
    expect((await world.as('张经理').post(path('/receipt'))).status).toBe(200);
    expect((await world.as('张经理').post(path('/quiz'), { answers: [0] })).body).toEqual({
      passed: false,
      wrong: [0],
    });
    expect(await waiting('张经理')).toMatchObject([{ count: 1 }]);
    expect((await world.as('张经理').post(path('/quiz'), { answers: [1] })).body).toEqual({ passed: true, wrong: [] });
    expect(await waiting('张经理')).toEqual([]);
    const attempts = await world.db.selectFrom('rulebook_quiz_attempt').select('passed').orderBy('id').execute();
    expect(attempts.map(({ passed }) => passed)).toEqual([false, true]);
  });

  test('[RUL-1] 催办名单按机构、按权限范围：南支行看不到北支行', async () => {
    type Progress = { concerned: number; read: number; passed: number; missing: { name: string }[] };
    const progress = async (who: RulebookPerson) =>
      (await world.as(who).get<{ items: Progress[] }>('/api/rulebook/readings/progress')).body.items[0];
    expect(await progress('南行长')).toMatchObject({
      concerned: 3,
      read: 1,
      passed: 1,
      missing: [{ name: '李经理' }, { name: '南团队长' }],
    });
    expect((await progress('林起草'))?.missing.map(({ name }) => name).sort()).toEqual(
      ['总行部长', '北经理', '南团队长', '李经理'].sort(),
    );
    expect((await world.as('张经理').get('/api/rulebook/readings/progress')).status).toBe(403);
  });

  test('[RUL-1] 再次修订后须重读，旧的一次不再要求', async () => {
    const rulebook = await revised();
    (rulebook.parameters['visits.major'] as { value: number }).value = 3;
    const next = await issueRulebook(world.ctx, rulebook, {
      effectiveOn: civilDateFrom('2026-05-01'),
      backfill: false,
    });
    expect(await readings('张经理')).toMatchObject([{ version: next, readAt: null }]);
  });
});
