import type { FastifyInstance } from 'fastify';
import { modules } from '../../src/modules/index.ts';
import { publishRulebook, seedCalendar } from '../../src/modules/rulebook/public.ts';
import type { Context, Principal, Role } from '../../src/platform/context.ts';
import { evaluateAll } from '../../src/platform/duties/public.ts';
import { buildServer } from '../../src/platform/http/public.ts';
import { createTestDatabase } from '../support/database.ts';
import { frozenClock } from '../support/frozen-clock.ts';
import { addInstitution, addStaff } from '../support/people.ts';
import { templateOf } from '../support/template.ts';

const ZONE = 'Asia/Shanghai';
const RECORDED_AT = new Date('2026-01-01T00:00:00+08:00');

type Answer = { status: number; body: Record<string, unknown> & { problems?: { code: string }[] } };

/**
 * Two branches with people and three customers, the template rulebook in force, and a server that believes whoever the
 * request names: `as('张经理').get('/api/…')`.
 */
export async function customersWorld() {
  const database = await createTestDatabase();
  const db = database.db.kysely;
  const clock = frozenClock('2026-03-05T09:00:00+08:00');
  const ctx: Context = { db, clock, principal: null, zone: ZONE };
  await seedCalendar(db);
  await publishRulebook(ctx, await templateOf(), { effectiveOn: '2026-01-01', publishedAt: RECORDED_AT });

  const south = await addInstitution(db, { no: 'S', ord: 0, ordUntil: 10 });
  const north = await addInstitution(db, { no: 'N', ord: 10, ordUntil: 20 });
  const ids = {
    张经理: await addStaff(db, 'E1'),
    李经理: await addStaff(db, 'E2'),
    北经理: await addStaff(db, 'E3'),
    南行长: await addStaff(db, 'P1'),
    北行长: await addStaff(db, 'P2'),
    审计: await addStaff(db, 'A1'),
  };
  type Name = keyof typeof ids | '系统管理员';
  const held = (role: Role, ord: number, ordUntil: number) => [
    { role, post: role, institutionId: south, ord, ordUntil },
  ];
  const appointments: Record<keyof typeof ids, Principal['appointments']> = {
    张经理: held('rm', 0, 10),
    李经理: held('rm', 0, 10),
    北经理: held('rm', 10, 20),
    南行长: held('president', 0, 10),
    北行长: held('president', 10, 20),
    审计: held('audit', 0, 1),
  };

  async function addCustomer(no: string, institutionId: number, ord: number, holder: number): Promise<number> {
    const { id } = await db
      .insertInto('customer')
      .values({
        no,
        name: `客户${no}`,
        pinyin: `kh${no} kehu${no}`.toLowerCase(),
        kind: 'corporate',
        institution_id: institutionId,
        institution_ord: ord,
        opened_on: '2026-01-01',
        id_type: '营业执照',
        id_no: '91440101MA5ABCDE1X',
        phone: '13800001234',
        holder_id: holder,
        deposit: '6000000',
        recorded_at: RECORDED_AT,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const known = { customer_id: id, recorded_at: RECORDED_AT };
    await db
      .insertInto('customer_version')
      .values({ ...known, opened_on: '2026-01-01', institution_id: institutionId, kind: 'corporate' })
      .execute();
    await db
      .insertInto('custody')
      .values({ ...known, role: 'primary', staff_id: holder, valid_from: '2026-01-01' })
      .execute();
    await db
      .insertInto('balance')
      .values({ ...known, valid_from: '2026-01-01', deposit: '6000000' })
      .execute();
    return id;
  }
  const customers = {
    甲: await addCustomer('C1', south, 0, ids.张经理),
    乙: await addCustomer('C2', south, 0, ids.李经理),
    丙: await addCustomer('C3', north, 10, ids.北经理),
  };
  await evaluateAll(ctx, { asOf: clock.now(), known: clock.now() });

  const server: FastifyInstance = await buildServer({
    db,
    clock,
    zone: ZONE,
    modules,
    authenticate: async (request) => principalOf(decodeURIComponent(String(request.headers['x-test-person'])) as Name),
  });

  function principalOf(name: Name): Principal {
    if (name === '系统管理员') {
      return { accountId: 99, staffId: null, staffNo: null, name, adminRole: 'system', appointments: [] };
    }
    const staffId = ids[name];
    return { accountId: staffId, staffId, staffNo: null, name, adminRole: null, appointments: appointments[name] };
  }

  function as(name: Name) {
    type Method = 'GET' | 'POST' | 'PATCH';
    const send = async (method: Method, url: string, payload?: object, key?: string): Promise<Answer> => {
      const person = { 'x-test-person': encodeURIComponent(name), host: 'localhost', origin: 'http://localhost' };
      const headers = { ...person, ...(key !== undefined && { 'idempotency-key': key }) };
      const answer = await server.inject({ method, url, headers, ...(payload && { payload }) });
      return { status: answer.statusCode, body: answer.json() };
    };
    return {
      get: (url: string) => send('GET', url),
      post: (url: string, body: object, key?: string) => send('POST', url, body, key),
      patch: (url: string, body: object) => send('PATCH', url, body),
    };
  }

  const custodyOf = async (customerId: number): Promise<number> => {
    const { id } = await db
      .selectFrom('custody')
      .select('id')
      .where('customer_id', '=', customerId)
      .where('role', '=', 'primary')
      .where('superseded_at', 'is', null)
      .where('valid_until', 'is', null)
      .executeTakeFirstOrThrow();
    return id;
  };

  return {
    as,
    clock,
    ctx,
    customers,
    custodyOf,
    db,
    ids,
    institutions: { south, north },
    async close() {
      await server.close();
      await database.drop();
    },
  };
}

export type CustomersWorld = Awaited<ReturnType<typeof customersWorld>>;
