import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { GoldenCase } from '../../src/kernel/rulebook/case.ts';
import { type CaseDuty, withActual } from '../../src/kernel/rulebook/case-outcome.ts';
import { recordFacts } from '../../src/platform/ledger/public.ts';
import { frozenClock } from '../support/frozen-clock.ts';
import { type RulebookPerson, type RulebookWorld, rulebookWorld } from './rulebook-world.ts';

let world: RulebookWorld;
const clock = frozenClock('2026-03-05T09:00:00+08:00');
beforeAll(async () => {
  world = await rulebookWorld(clock);
});
afterAll(() => world.close());

type Draft = { id: number; version: number; state: string; base_version: number; published_version: number | null };
type Content = {
  content: { parameters: Record<string, { value: number }>; rules: { id: string; held?: string; cases?: object[] }[] };
  changes: { section: string; id: string; before?: unknown; after?: unknown }[];
  problems: { code: string; path?: string }[];
  version: number;
};

const EVIDENCE = {
  consulted_on: '2026-03-03',
  consulted_with: '全体客户经理',
  consultation: '收到意见 3 条，采纳 2 条',
  informed_on: '2026-03-04',
  informed_how: '全员会议并书面签收',
};

const path = (id: number) => `/api/registers/rulebook-draft/${id}`;
const contentOf = async (id: number, who: RulebookPerson = '林起草') =>
  (await world.as(who).get<Content>(`/api/rulebook/drafts/${id}/content`)).body;
const draftOf = async (id: number) => (await world.as('林起草').get<{ row: Draft }>(path(id))).body.row;

async function act(who: RulebookPerson, id: number, action: string, values: object = {}) {
  const { version } = await draftOf(id);
  const { status, body } = await world.as(who).post(`${path(id)}/${action}`, { version, ...values });
  return status === 200 ? 'done' : body.problems?.map(({ code }) => code).join(' ');
}

/** A draft in which 中等客户 are visited `times` a month. */
async function drafted(times: number, effective_on = '2026-04-01', who: RulebookPerson = '林起草'): Promise<number> {
  const created = await world
    .as(who)
    .post<{ row: Draft }>('/api/registers/rulebook-draft', { title: '中等客户加访', summary: '加访', effective_on });
  expect(created.status, JSON.stringify(created.body)).toBe(200);
  const { id } = created.body.row;
  await write(id, who, times);
  return id;
}

async function write(id: number, who: RulebookPerson, times: number, version?: number) {
  const { content, version: seen } = await contentOf(id, who);
  (content.parameters['visits.middle'] as { value: number }).value = times;
  // Its examples say once a month; a test of their own is below.
  for (const rule of content.rules) if (rule.id === 'CUS-1b') rule.cases = [];
  return world.as(who).put(`/api/rulebook/drafts/${id}/content`, { version: version ?? seen, content });
}

beforeEach(async () => {
  for (const table of ['rulebook_draft_editor', 'rulebook_draft_content', 'rulebook_draft'] as const) {
    await world.db.deleteFrom(table).execute();
  }
});

describe('起草', () => {
  test('[RUL-1] 草案以最新版为底，逐条列出与它的不同', async () => {
    const id = await drafted(2);
    const { changes, problems } = await contentOf(id, '审计');
    expect(problems).toEqual([]);
    expect(changes.toSorted((a, b) => (a.section < b.section ? -1 : 1))).toMatchObject([
      { section: 'parameters', id: 'visits.middle', before: { value: 1 }, after: { value: 2 } },
      { section: 'rules', id: 'CUS-1b' },
    ]);
  });

  test('[RUL-1] 两人同时修改，后保存的一方得知已被改动，内容不被覆盖', async () => {
    const id = await drafted(2);
    const { version } = await draftOf(id);
    expect((await write(id, '何起草', 3, version)).status).toBe(200);
    const late = await write(id, '林起草', 4, version);
    expect([late.status, late.body.problems?.[0]?.code]).toEqual([409, 'ROW_CHANGED']);
    expect((await contentOf(id)).content.parameters['visits.middle']?.value).toBe(3);
  });

  test('[RUL-2] 尚不完整的草案可以保存，问题连同路径列出，但不能送审', async () => {
    const id = await drafted(2);
    const { content, version } = await contentOf(id);
    (content.rules[0] as { held: string }).held = 'friend';
    expect((await world.as('林起草').put(`/api/rulebook/drafts/${id}/content`, { version, content })).status).toBe(200);
    expect((await contentOf(id)).problems).toMatchObject([{ code: 'RULEBOOK_UNKNOWN_WORD', path: 'rules.0.held' }]);
    expect(await act('林起草', id, 'submit')).toBe('RULEBOOK_UNKNOWN_WORD');
  });

  test('[RUL-2] 分档有冲突或缺口的草案不能送审，理由举出例子', async () => {
    const id = await drafted(2);
    const { content, version } = await contentOf(id);
    const rule = content.rules.find((one) => one.id === 'CUS-1b') as unknown as { tiers: object[] };
    rule.tiers = [
      { where: { ge: [{ attr: 'deposit' }, 3_000_000] }, need: 2 },
      { where: { lt: [{ attr: 'deposit' }, 1_000_000] }, need: 1 },
    ];
    await world.as('林起草').put(`/api/rulebook/drafts/${id}/content`, { version, content });
    expect(await act('林起草', id, 'submit')).toBe('RULEBOOK_TIER_GAP RULEBOOK_RULES_OVERLAP');
  });

  test('[RUL-2] 样例与改后的规则不符，送审被拒并说明差在哪里', async () => {
    const id = await drafted(2);
    const { content, version } = await contentOf(id);
    const { body } = await world
      .as('林起草')
      .get<{ baseContent: typeof content }>(`/api/rulebook/drafts/${id}/content`);
    content.rules = body.baseContent.rules;
    await world.as('林起草').put(`/api/rulebook/drafts/${id}/content`, { version, content });
    expect(await act('林起草', id, 'submit')).toContain('RULEBOOK_CASE');
  });

  test('[RUL-1] 支行的人看不到总行的草案，客户经理不能起草', async () => {
    const id = await drafted(2);
    expect((await world.as('支行业务').get(path(id))).status).toBe(404);
    expect((await world.as('南行长').get(`/api/rulebook/drafts/${id}/content`)).status).toBe(404);
    const refused = await world.as('张经理').post('/api/registers/rulebook-draft', { title: '我的制度' });
    expect(refused.status).toBe(403);
  });
});

type Counted = { period: string; estimatedFrom?: string | null; tally: Tally; before: Tally | null };
type Tally = {
  duties: number;
  subjects: number;
  people: number;
  need: number;
  breached: number;
  heaviest: { name: string; need: number }[];
};

type Previewed = { hours: string | null; next: Counted | null; soFar: Counted; standing: object | null };

describe('预览', () => {
  const preview = async (id: number, rule: string, who: RulebookPerson = '林起草', written?: Content['content']) => {
    const content = written ?? (await contentOf(id)).content;
    const answer = await world.as(who).post<Previewed>(`/api/rulebook/drafts/${id}/preview`, {
      rule,
      content,
    });
    return answer;
  };

  test('[RUL-2] 中等客户由每月一次改为两次：下一期的义务、次数和人员与改前并列，不写任何义务', async () => {
    const id = await drafted(2);
    const duties = () =>
      world.db
        .selectFrom('duty')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .execute();
    const before = await duties();
    const { body } = await preview(id, 'CUS-1b');
    expect(body.next).toMatchObject({
      period: '2026-04',
      tally: { duties: 2, subjects: 2, people: 2, need: 4, heaviest: [{ need: 2 }, { need: 2 }] },
      before: { duties: 2, need: 2 },
    });
    expect(body.soFar).toMatchObject({ period: '2026-03', tally: { need: 4 }, before: { need: 2 } });
    expect(await duties()).toEqual(before);
  });

  test('[RUL-2] 工时按参数估算，时限义务按上一整月的触发计', async () => {
    const id = await drafted(2);
    const { content, version } = await contentOf(id);
    Object.assign(content.parameters, {
      'hours.contact': { label: '联系一次', value: '1.5', unit: '小时', clause: 'CUS-1' },
    });
    await world.as('林起草').put(`/api/rulebook/drafts/${id}/content`, { version, content });
    expect((await preview(id, 'CUS-1b')).body.hours).toBe('1.5');
    expect((await preview(id, 'DAY-8')).body).toMatchObject({ hours: '0.1', soFar: { period: '2026-02' } });
  });

  test('[RUL-2] 时限义务的下一期按上一整月的触发估计', async () => {
    const id = await drafted(2);
    const visits = [
      ['C1', '张经理', '2026-02-10'],
      ['C4', '李经理', '2026-02-24'],
      ['C4', '李经理', '2026-03-02'],
    ] as const;
    for (const [customer, person, day] of visits) {
      const { id: subject_id } = await world.db
        .selectFrom('customer')
        .select('id')
        .where('no', '=', customer)
        .executeTakeFirstOrThrow();
      const occurred_at = new Date(`${day}T10:00:00+08:00`);
      const contact = {
        kind: 'contact',
        key: `${customer} ${day}`,
        subject_id,
        actor_id: world.ids[person],
        occurred_at,
      };
      await recordFacts(world.ctx, [{ ...contact, method: 'visit' }]);
    }
    const { body } = await preview(id, 'DAY-7');
    expect(body.next).toMatchObject({ period: '2026-04', estimatedFrom: '2026-02', tally: { duties: 2, people: 2 } });
    expect(body.next?.tally).toEqual(body.soFar.tally);
    await world.db.deleteFrom('fact').execute();
  });

  test('[RUL-2] 限额预览今天的现状：已超限的、再多一户即超的，与改前并列', async () => {
    const id = await drafted(2);
    const { content, version } = await contentOf(id);
    const rule = content.rules.find((one) => one.id === 'ORG-8a') as unknown as { atMost: number };
    const standing = async (atMost: number) => {
      rule.atMost = atMost;
      return (await preview(id, 'ORG-8a', '林起草', content)).body.standing;
    };
    expect(await standing(15)).toMatchObject({ now: { beyond: 0, near: 0 }, heaviest: [] });
    expect(await standing(1)).toMatchObject({ now: { beyond: 0, near: 2 }, before: { beyond: 0, near: 0 } });
    expect(await standing(0)).toMatchObject({ now: { subjects: 11, beyond: 2, near: 9 }, heaviest: [{}, {}] });
    const saved = await world.as('林起草').put(`/api/rulebook/drafts/${id}/content`, { version, content });
    expect(saved.status).toBe(200);
    const { status, body } = await preview(id, 'ORG-8a');
    expect([status, body.next]).toEqual([200, null]);
    expect(body.soFar).toMatchObject({ period: '2026-02', tally: { breached: 2, people: 2 }, before: { breached: 0 } });
  });

  test('[RUL-2] 看不到草案的人也看不到预览', async () => {
    expect((await preview(await drafted(2), 'CUS-1b', '支行业务')).status).toBe(404);
  });
});

describe('样例', () => {
  type Outcome = { actual: { need: number; status: string }[] | null; reason: string | null };
  const run = async (content: object, id: number, who: RulebookPerson = '林起草') =>
    world.as(who).post<{ cases: Outcome[] }>(`/api/rulebook/drafts/${id}/cases`, { rule: 'CUS-1b', content });

  test('[RUL-2] 在草案上立即运行，逐例给出实际结果与差别；写入实际结果后成立并可送审', async () => {
    const id = await drafted(2);
    const { content, version } = await contentOf(id);
    const { body } = await world
      .as('林起草')
      .get<{ baseContent: typeof content }>(`/api/rulebook/drafts/${id}/content`);
    const rule = content.rules.find((one) => one.id === 'CUS-1b') as unknown as { cases: GoldenCase[] };
    const old = body.baseContent.rules.find((one) => one.id === 'CUS-1b') as unknown as { cases: GoldenCase[] };
    rule.cases = old.cases;
    const before = (await run(content, id)).body.cases;
    expect(before[0]).toMatchObject({
      actual: [{ need: 2, status: 'breached' }],
      reason: expect.stringContaining('应完成数应为 1，实为 2'),
    });
    expect(before[3]).toEqual({ actual: [], reason: null });
    rule.cases = old.cases.map((golden, place) => withActual(golden, (before[place]?.actual ?? []) as CaseDuty[]));
    expect((await run(content, id)).body.cases.map(({ reason }) => reason)).toEqual([null, null, null, null]);
    await world.as('林起草').put(`/api/rulebook/drafts/${id}/content`, { version, content });
    const changed = (await contentOf(id)).changes.find((change) => change.id === 'CUS-1b');
    expect(JSON.stringify(changed?.after)).toContain('"need":2');
    expect(await act('林起草', id, 'submit')).toBe('done');
  });

  test('[RUL-2] 审批人也能运行；看不到草案的人不能；有问题的草案先改正', async () => {
    const id = await drafted(2);
    const { content } = await contentOf(id);
    expect((await run(content, id, '总行部长')).status).toBe(200);
    expect((await run(content, id, '支行业务')).status).toBe(404);
    (content.rules[0] as { held: string }).held = 'friend';
    expect((await run(content, id)).body.problems?.[0]?.code).toBe('RULEBOOK_UNKNOWN_WORD');
  });
});

describe('送审与批准', () => {
  test('[RUL-1] 没有改动、施行日期已过的草案不能送审', async () => {
    const untouched = await world.as('林起草').post<{ row: Draft }>('/api/registers/rulebook-draft', {
      title: '空',
      summary: '无',
      effective_on: '2026-04-01',
    });
    expect(await act('林起草', untouched.body.row.id, 'submit')).toBe('DRAFT_UNCHANGED');
    expect(await act('林起草', await drafted(2, '2026-03-05'), 'submit')).toBe('DRAFT_EFFECTIVE_PAST');
  });

  test('[RUL-1] 起草人、送审人和改过草案的人都不能批准', async () => {
    const id = await drafted(2);
    await write(id, '何起草', 3);
    expect(await act('林起草', id, 'submit')).toBe('done');
    expect(await act('林起草', id, 'approve')).toBe('OWN_CAUSE');
    expect(await act('何起草', id, 'approve')).toBe('DRAFT_OWN_WORK');
    expect(await act('罗审批', id, 'approve', { comment: '同意' })).toBe('done');
  });

  test('[RUL-1] 送审后条款和规则不能再改，退回后可以', async () => {
    const id = await drafted(2);
    await act('林起草', id, 'submit');
    expect((await write(id, '林起草', 5)).body.problems?.[0]?.code).toBe('DRAFT_CLOSED');
    expect(await act('罗审批', id, 'return', { comment: '请说明依据' })).toBe('done');
    expect((await write(id, '林起草', 5)).status).toBe(200);
  });

  test('[RUL-1] 两人先后批准同一草案，后者得知已处理', async () => {
    const id = await drafted(2);
    await act('林起草', id, 'submit');
    const { version } = await draftOf(id);
    const [first, second] = await Promise.all([
      world.as('罗审批').post(`${path(id)}/approve`, { version }),
      world.as('总行部长').post(`${path(id)}/approve`, { version }),
    ]);
    expect([first.status, second.status].sort()).toEqual([200, 409]);
  });
});

describe('发布', () => {
  async function approved(times: number, effectiveOn?: string): Promise<number> {
    const id = await drafted(times, effectiveOn);
    expect(await act('林起草', id, 'submit')).toBe('done');
    expect(await act('罗审批', id, 'approve')).toBe('done');
    return id;
  }
  const record = async (id: number, evidence: object) => {
    const { version } = await draftOf(id);
    return world.as('林起草').patch(path(id), { version, ...evidence });
  };

  test('[RUL-1] 没有意见征求和告知的记录不能发布，证据不得写在将来', async () => {
    const id = await approved(2);
    expect(await act('林起草', id, 'publish')).toContain('FIELD_NEEDED');
    const future = await record(id, { ...EVIDENCE, informed_on: '2026-03-06' });
    expect(future.body.problems).toMatchObject([{ code: 'DRAFT_EVIDENCE_FUTURE', path: 'informed_on' }]);
    const other = await record(id, { title: '改个名' });
    expect(other.body.problems?.[0]?.code).toBe('DRAFT_EVIDENCE_ONLY');
  });

  test('[RUL-1] 批准后拖过施行日期，发布被拒，制度不溯及既往', async () => {
    const id = await approved(2, '2026-03-06');
    await record(id, EVIDENCE);
    clock.advance({ minutes: 24 * 60 });
    expect(await act('林起草', id, 'publish')).toBe('DRAFT_EFFECTIVE_PAST');
  });

  test('[RUL-1] 发布产生新版本；同一基准的另一草案须并入最新版后才能送审', async () => {
    const other = await drafted(4);
    const id = await approved(2);
    await record(id, EVIDENCE);
    expect(await act('林起草', id, 'publish')).toBe('done');
    const { state, base_version, published_version } = await draftOf(id);
    expect(state).toBe('published');
    expect(published_version).toBeGreaterThan(base_version);

    expect(await act('林起草', other, 'submit')).toBe('DRAFT_BASE_OLD');
    const { content, version } = await contentOf(other);
    (content.parameters['visits.major'] as { value: number }).value = 3;
    for (const rule of content.rules) if (rule.id === 'CUS-1a') rule.cases = [];
    await world.as('林起草').put(`/api/rulebook/drafts/${other}/content`, { version, content });
    const merged = await world
      .as('林起草')
      .post(`/api/rulebook/drafts/${other}/merge`, { version: (await draftOf(other)).version });
    expect(merged.body.conflicts).toEqual(['visits.middle']);
    const after = await contentOf(other);
    expect(after.changes.map((change) => change.id).sort()).toEqual(['CUS-1a', 'visits.major', 'visits.middle']);
    expect(await act('林起草', other, 'submit')).toBe('done');
  });

  test('[RUL-1] 批准后谁也不能改内容，发布的正是批准时的内容', async () => {
    const id = await approved(5);
    const { content, version } = await contentOf(id);
    for (const who of ['林起草', '何起草', '罗审批'] as const) {
      expect((await write(id, who, 9)).body.problems).toMatchObject([{ code: 'DRAFT_CLOSED' }]);
      const merged = await world.as(who).post(`/api/rulebook/drafts/${id}/merge`, { version });
      expect(merged.body.problems).toMatchObject([{ code: 'DRAFT_CLOSED' }]);
      for (const change of [{ effective_on: '2026-05-01' }, { summary: '另一种说法' }, { base_version: 1 }]) {
        expect((await world.as(who).patch(path(id), { version, ...change })).status).toBeGreaterThanOrEqual(400);
      }
    }
    expect((await world.as('总行部长').put(`/api/rulebook/drafts/${id}/content`, { version, content })).status).toBe(
      403,
    );
    expect((await contentOf(id)).content).toEqual(content);
    await record(id, EVIDENCE);
    expect(await act('林起草', id, 'publish')).toBe('done');
    const { published_version } = await draftOf(id);
    const published = await world.db
      .selectFrom('rulebook_version')
      .select('content')
      .where('id', '=', Number(published_version))
      .executeTakeFirstOrThrow();
    expect(published.content).toEqual(content);
  });
});
