import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Rule, ruleSchema } from '../../src/kernel/rulebook/rule.ts';
import { dailyVocabulary } from '../../src/modules/daily/daily.vocabulary.ts';
import { organisationVocabulary } from '../../src/modules/organisation/organisation.vocabulary.ts';
import type { Context } from '../../src/platform/context.ts';
import { evaluateDuties, mergeVocabulary } from '../../src/platform/duties/public.ts';
import { recordFacts } from '../../src/platform/ledger/public.ts';
import { versionsOf } from '../oracle/rulebooks.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { frozenClock } from '../support/frozen-clock.ts';
import { addInstitution, addPost, addStaff, appoint } from '../support/people.ts';

/** Rules about people and institutions, where no module has to declare anything but the kinds of facts. */
const vocabulary = mergeVocabulary([
  organisationVocabulary,
  { absences: dailyVocabulary.absences },
  {
    facts: {
      'meeting.attended': {
        label: '参加会议',
        subject: 'institution',
        fields: {
          minutes: { label: '时长', type: 'number', key: 'minutes' },
          online: { label: '线上', type: 'boolean', key: 'online' },
          on: { label: '会议日期', type: 'date', key: 'on' },
        },
      },
      'task.given': { label: '布置', subject: 'staff', fields: {} },
      'task.finished': { label: '办结', subject: 'staff', fields: {} },
    },
  },
]);

let database: TestDatabase;
let ctx: Context;
const ids: Record<string, number> = {};
const ZONE = 'Asia/Shanghai';

beforeAll(async () => {
  database = await createTestDatabase();
  const db = database.db.kysely;
  ids.bank = await addInstitution(db, { no: 'B', ord: 0, ordUntil: 10 });
  ids.team = await addInstitution(db, { no: 'T', ord: 1, ordUntil: 2 });
  await db.updateTable('institution').set({ depth: 1, parent_id: ids.bank }).where('no', '=', 'T').execute();
  for (const [post, role] of [
    ['客户经理', 'rm'],
    ['团队长', 'leader'],
    ['柜员', 'none'],
  ] as const)
    await addPost(db, post, role);
  ids.rm = await addStaff(db, 'R1');
  ids.mover = await addStaff(db, 'R2');
  ids.leader = await addStaff(db, 'L1');
  await appoint(db, { staffId: ids.rm, post: '客户经理', institutionId: ids.team });
  // A teller until the Wednesday of the week in question, then a relationship manager; away the week before.
  await appoint(db, { staffId: ids.mover, post: '柜员', institutionId: ids.bank, until: '2025-03-01' });
  await appoint(db, {
    staffId: ids.mover,
    post: '柜员',
    institutionId: ids.bank,
    from: '2025-03-10',
    until: '2025-03-12',
  });
  await appoint(db, { staffId: ids.mover, post: '客户经理', institutionId: ids.team, from: '2025-03-12' });
  await appoint(db, { staffId: ids.leader, post: '团队长', institutionId: ids.team });
  await db
    .insertInto('leave_version')
    .values({
      leave_id: 1,
      staff_id: ids.rm,
      valid_from: '2025-03-11',
      valid_until: '2025-03-12',
      counts: true,
      recorded_at: new Date('2025-03-01T00:00:00Z'),
    })
    .execute();
  const clock = frozenClock('2025-03-13T20:00:00+08:00');
  ctx = { db, clock, principal: null, zone: ZONE };
  await recordFacts(ctx, [
    attended('M1', ids.rm, '2025-03-12T08:30', { minutes: 20, online: false, on: '2025-03-12' }),
    attended('M2', ids.mover, '2025-03-12T08:30', { minutes: 9.5, online: true, on: '2025-03-12' }),
    attended('M3', ids.rm, '2025-03-13T08:30', { minutes: 15, online: null }),
    ...['2025-02-28', '2025-03-05', '2025-03-11', '2025-03-13'].map((day, i) => ({
      kind: 'task.given',
      key: `G${i + 1}`,
      subject_id: ids.mover as number,
      occurred_at: new Date(`${day}T09:00:00+08:00`),
    })),
  ]);
});
afterAll(() => database.drop());

function attended(key: string, actor: number, at: string, extra: Record<string, string | number | boolean | null>) {
  const occurred_at = new Date(`${at}:00+08:00`);
  return { kind: 'meeting.attended', key, subject_id: ids.team as number, actor_id: actor, occurred_at, extra };
}

const morning = {
  id: 'DAY-1',
  clause: 'DAY-1',
  title: '晨会',
  shape: 'recurring',
  subject: 'staff',
  period: 'day',
  tiers: [{ where: { eq: [{ attr: 'role' }, 'rm'] }, need: 1 }],
  count: { fact: 'meeting.attended', by: 'actor' },
  bearer: 'subject',
};

async function rowsOf(rule: object, from = '2025-03-10', asOf = '2025-03-17T00:00:00+08:00'): Promise<string[]> {
  const versions = versionsOf([{ effectiveOn: from, rules: [ruleSchema.parse(rule) as Rule] }]);
  const evaluation = { vocabulary, versions, asOf: new Date(asOf), known: new Date(asOf), zone: ZONE };
  const rows = await evaluateDuties(ctx.db, evaluation);
  return rows.map((r) => `${r.subject} ${r.anchor} ${r.bearer} ${r.got}/${r.need} ${r.status}`);
}

describe('[RUL-2] 以人员、机构为对象的规则', () => {
  test('每个工作日每名客户经理：休息日、请假日、尚未任职之日没有义务；按本人所做计', async () => {
    expect(await rowsOf(morning)).toEqual([
      'R1 2025-03-10 R1 0/1 breached',
      'R1 2025-03-12 R1 1/1 fulfilled',
      'R1 2025-03-13 R1 1/1 fulfilled',
      'R1 2025-03-14 R1 0/1 breached',
      'R2 2025-03-12 R2 1/1 fulfilled',
      'R2 2025-03-13 R2 0/1 breached',
      'R2 2025-03-14 R2 0/1 breached',
    ]);
  });

  test('岗位于期间内变动按时间加权：本月二十一个工作日，任职十三日，三次折为二次', async () => {
    const monthly = {
      ...morning,
      period: 'month',
      tiers: [{ where: { eq: [{ attr: 'post' }, '客户经理'] }, need: 3 }],
    };
    expect(await rowsOf(monthly, '2025-03-01', '2025-04-01T00:00:00+08:00')).toEqual([
      'R1 2025-03-01 R1 2/3 breached',
      'R2 2025-03-01 R2 1/2 breached',
    ]);
  });

  test('以机构为对象，由最近的团队长承担；机构类型可作条件', async () => {
    const weekly = {
      ...morning,
      subject: 'institution',
      period: 'week',
      tiers: [{ where: { in: [{ attr: 'type' }, ['支行']] }, need: 2 }],
      count: { fact: 'meeting.attended', distinct: 'fact' },
      bearer: { officer: 'leader' },
    };
    expect(await rowsOf(weekly)).toEqual(['B 2025-03-10 null 0/2 breached', 'T 2025-03-10 L1 3/2 fulfilled']);
  });

  test('换岗的人对同一件事只欠一次：按触发之日的岗位归属；当日没有任职的不欠', async () => {
    const task = {
      id: 'DAY-16',
      clause: 'DAY-16',
      title: '任务',
      shape: 'response',
      subject: 'staff',
      trigger: { fact: 'task.given' },
      response: { fact: 'task.finished', match: 'ref' },
      within: { workdays: 1 },
      consume: 'one',
      bearer: { officer: 'leader' },
    };
    expect(await rowsOf(task, '2025-02-01')).toEqual([
      'R2 G1 null 0/1 breached',
      'R2 G3 null 0/1 breached',
      'R2 G4 L1 0/1 breached',
    ]);
  });

  test('事实自带的字段按各自类型比较；没有值的不成立', async () => {
    const counted = async (where: object) =>
      (await rowsOf({ ...morning, period: 'week', count: { fact: 'meeting.attended', by: 'actor', where } }))
        .map((row) => row.split(' ')[3]?.split('/')[0])
        .join(' ');
    expect(await counted({ ge: [{ field: 'minutes' }, 10] })).toBe('2 0');
    expect(await counted({ eq: [{ field: 'online' }, true] })).toBe('0 1');
    expect(await counted({ ge: [{ field: 'on' }, '2025-03-12'] })).toBe('1 1');
    expect(await counted({ present: { field: 'online' } })).toBe('1 1');
  });
});
