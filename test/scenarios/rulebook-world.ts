import type { FastifyInstance } from 'fastify';
import { backgroundEndpoints } from '../../src/app/background.ts';
import { modules } from '../../src/modules/index.ts';
import { publishRulebook, readTemplate, seedCalendar } from '../../src/modules/rulebook/public.ts';
import type { Clock, Context, Principal, Role } from '../../src/platform/context.ts';
import { evaluateAll } from '../../src/platform/duties/public.ts';
import { buildServer } from '../../src/platform/http/public.ts';
import { createTestDatabase } from '../support/database.ts';
import { addInstitution, addPost, addStaff, appoint } from '../support/people.ts';
import { type Answer, plantCustomer } from './daily-world.ts';

const ZONE = 'Asia/Shanghai';
const RECORDED_AT = new Date('2026-01-01T00:00:00+08:00');

const PEOPLE = {
  林起草: { no: 'D1', role: 'business', place: 'head' },
  何起草: { no: 'D2', role: 'business', place: 'head' },
  罗审批: { no: 'D3', role: 'business', place: 'head' },
  总行部长: { no: 'L0', role: 'leader', place: 'head' },
  支行业务: { no: 'D9', role: 'business', place: 'south' },
  南团队长: { no: 'L1', role: 'leader', place: 'south' },
  南行长: { no: 'P1', role: 'president', place: 'south' },
  张经理: { no: 'E1', role: 'rm', place: 'south' },
  李经理: { no: 'E2', role: 'rm', place: 'south' },
  北经理: { no: 'E3', role: 'rm', place: 'north' },
  审计: { no: 'A1', role: 'audit', place: 'head' },
} as const satisfies Record<string, { no: string; role: Role; place: 'head' | 'south' | 'north' }>;
export type RulebookPerson = keyof typeof PEOPLE;

/** Deposits in yuan, by customer: two important ones, two of the middle, one general. */
const CUSTOMERS = [
  ['C1', '6000000', '张经理'],
  ['C2', '8000000', '北经理'],
  ['C3', '2000000', '张经理'],
  ['C4', '3000000', '李经理'],
  ['C5', '50000', '李经理'],
] as const;

/**
 * A head office that writes regulations, two sub-branches that live by them, five customers, the template rulebook in
 * force, and a server that believes whoever the request names.
 */
export async function rulebookWorld(clock: Clock) {
  const database = await createTestDatabase();
  const db = database.db.kysely;
  const ctx: Context = { db, clock, principal: null, zone: ZONE };
  await seedCalendar(db);
  await publishRulebook(ctx, await readTemplate('standard'), { effectiveOn: '2026-01-01', publishedAt: RECORDED_AT });
  const places = {
    head: { id: await addInstitution(db, { no: 'H', ord: 0, ordUntil: 100 }), ord: 0, ordUntil: 100 },
    south: { id: await addInstitution(db, { no: 'S', ord: 10, ordUntil: 20 }), ord: 10, ordUntil: 20 },
    north: { id: await addInstitution(db, { no: 'N', ord: 20, ordUntil: 30 }), ord: 20, ordUntil: 30 },
  };
  const ids = {} as Record<RulebookPerson, number>;
  for (const [name, { no, role, place }] of Object.entries(PEOPLE) as [
    RulebookPerson,
    (typeof PEOPLE)[RulebookPerson],
  ][]) {
    ids[name] = await addStaff(db, no);
    const { id: institutionId, ord } = places[place];
    await db
      .updateTable('staff')
      .set({ name, institution_id: institutionId, institution_ord: ord })
      .where('id', '=', ids[name])
      .execute();
    await addPost(db, role, role);
    await appoint(db, { staffId: ids[name], post: role, institutionId });
  }
  for (const [no, deposit, holder] of CUSTOMERS) {
    const { id: institutionId } = places[PEOPLE[holder].place];
    await plantCustomer(ctx, { no, name: `客户${no}`, deposit, institutionId, holder: ids[holder] });
  }
  await evaluateAll(ctx, { asOf: clock.now(), known: clock.now() });

  function principalOf(name: RulebookPerson): Principal {
    const { no, role, place } = PEOPLE[name];
    const { id: institutionId, ord, ordUntil } = places[place];
    const appointments = [{ role, post: role, institutionId, ord, ordUntil }];
    return { accountId: ids[name], staffId: ids[name], staffNo: no, name, adminRole: null, appointments };
  }

  const server: FastifyInstance = await buildServer({
    db,
    clock,
    zone: ZONE,
    modules,
    endpoints: backgroundEndpoints,
    authenticate: async (request) =>
      principalOf(decodeURIComponent(String(request.headers['x-test-person'])) as RulebookPerson),
  });

  function as(name: RulebookPerson) {
    async function send<Body>(method: 'GET' | 'POST' | 'PATCH' | 'PUT', url: string, payload?: object) {
      const headers = { 'x-test-person': encodeURIComponent(name), host: 'localhost', origin: 'http://localhost' };
      const answer = await server.inject({ method, url, headers, ...(payload && { payload }) });
      return { status: answer.statusCode, body: answer.json() } as Answer<Body>;
    }
    return {
      get: <Body = Record<string, unknown>>(url: string) => send<Body>('GET', url),
      post: <Body = Record<string, unknown>>(url: string, body: object = {}) => send<Body>('POST', url, body),
      patch: <Body = Record<string, unknown>>(url: string, body: object) => send<Body>('PATCH', url, body),
      put: <Body = Record<string, unknown>>(url: string, body: object) => send<Body>('PUT', url, body),
    };
  }

  return {
    as,
    clock,
    ctx,
    db,
    ids,
    principalOf,
    async close() {
      await server.close();
      await database.drop();
    },
  };
}

export type RulebookWorld = Awaited<ReturnType<typeof rulebookWorld>>;
