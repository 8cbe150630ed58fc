import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AuthFixture, authFixture } from '../../../test/support/auth.ts';
import { addInstitution, addPost, addStaff, appoint } from '../../../test/support/people.ts';

let fixture: AuthFixture;
let branch: number;
let outlet: number;
beforeAll(async () => {
  fixture = await authFixture();
  const { db } = fixture.ctx;
  branch = await addInstitution(db, { no: 'B1', ord: 10, ordUntil: 20 });
  outlet = await addInstitution(db, { no: 'B11', ord: 11, ordUntil: 12 });
  await addPost(db, '客户经理', 'rm');
  await addPost(db, '团队长', 'leader');
});
afterAll(() => fixture.drop());

let serial = 0;
async function openFor(options: { leftOn?: string; adminRole?: 'system' } = {}) {
  const staffNo = `P${++serial}`;
  const staffId = await addStaff(fixture.ctx.db, staffNo, options.leftOn);
  const { id } = await fixture.open({ staffNo, adminRole: options.adminRole });
  return { id, staffId };
}

/** The posts in force at an instant. */
async function postsAt(id: number, instant: string): Promise<string[] | null> {
  fixture.clock.set(instant);
  const { principal } = await fixture.as(id);
  return principal?.appointments.map((held) => held.post) ?? null;
}

test('[ORG-2] 一人可兼岗:主岗在前,各带其机构的范围', async () => {
  const { id, staffId } = await openFor();
  await appoint(fixture.ctx.db, { staffId, post: '团队长', institutionId: branch, isMain: false });
  await appoint(fixture.ctx.db, { staffId, post: '客户经理', institutionId: outlet });
  expect((await fixture.as(id)).principal).toEqual({
    accountId: id,
    staffId,
    staffNo: `P${serial}`,
    name: `职员P${serial}`,
    adminRole: null,
    appointments: [
      { role: 'rm', post: '客户经理', institutionId: outlet, ord: 11, ordUntil: 12 },
      { role: 'leader', post: '团队长', institutionId: branch, ord: 10, ordUntil: 20 },
    ],
  });
});

test('[ORG-2] 岗位按银行所在时区的日期生效与终止,终止日当天已不在岗', async () => {
  const { id, staffId } = await openFor();
  const dates = { from: '2026-03-02', until: '2026-03-05' };
  await appoint(fixture.ctx.db, { staffId, post: '客户经理', institutionId: outlet, ...dates });
  expect(await postsAt(id, '2026-03-01T23:59:59+08:00')).toEqual([]);
  expect(await postsAt(id, '2026-03-02T00:00:00+08:00')).toEqual(['客户经理']);
  expect(await postsAt(id, '2026-03-04T23:59:59+08:00')).toEqual(['客户经理']);
  expect(await postsAt(id, '2026-03-05T00:00:00+08:00')).toEqual([]);
});

test('被更正的任职不算', async () => {
  const { id, staffId } = await openFor();
  const appointment = await appoint(fixture.ctx.db, { staffId, post: '客户经理', institutionId: outlet });
  await fixture.ctx.db
    .updateTable('appointment')
    .set({ superseded_at: fixture.clock.now() })
    .where('id', '=', appointment)
    .execute();
  expect((await fixture.as(id)).principal?.appointments).toEqual([]);
});

test('离职日当天起账号即无人可用', async () => {
  const { id } = await openFor({ leftOn: '2026-03-05' });
  expect(await postsAt(id, '2026-03-04T23:59:59+08:00')).toEqual([]);
  expect(await postsAt(id, '2026-03-05T00:00:00+08:00')).toBeNull();
});

test('管理员不带任何任职,因而看不到客户', async () => {
  const { id, staffId } = await openFor({ adminRole: 'system' });
  await appoint(fixture.ctx.db, { staffId, post: '客户经理', institutionId: outlet });
  expect((await fixture.as(id)).principal).toMatchObject({ adminRole: 'system', appointments: [] });
});
