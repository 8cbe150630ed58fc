import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { modules } from '../../src/modules/index.ts';
import { publishRulebook, seedCalendar } from '../../src/modules/rulebook/public.ts';
import type { Clock, Context, Principal, Role } from '../../src/platform/context.ts';
import { evaluateAll } from '../../src/platform/duties/public.ts';
import { buildServer } from '../../src/platform/http/public.ts';
import { createTestDatabase } from '../support/database.ts';
import { addInstitution, addPost, addStaff, appoint } from '../support/people.ts';
import { CUSTOMER_CLAUSES, templateOf } from '../support/template.ts';

const ZONE = 'Asia/Shanghai';
const RECORDED_AT = new Date('2026-01-01T00:00:00+08:00');

/** Who works in the branch, in what capacity and where. */
const PEOPLE = {
  张经理: { no: 'E1', role: 'rm', place: 'team' },
  李经理: { no: 'E2', role: 'rm', place: 'team' },
  王团队长: { no: 'L1', role: 'leader', place: 'team' },
  陈行长: { no: 'P1', role: 'president', place: 'branch' },
  周副行长: { no: 'P2', role: 'president', place: 'branch' },
  外行长: { no: 'P9', role: 'president', place: 'elsewhere' },
  人力: { no: 'H1', role: 'hr', place: 'elsewhere' },
} as const satisfies Record<string, { no: string; role: Role; place: string }>;
export type Person = keyof typeof PEOPLE;

export type Answer<Body = Record<string, unknown>> = {
  status: number;
  body: Body & { problems?: { code: string; text: string; path?: string }[] };
};

export type VisitAnswer = { row: { id: number; no: string; version: number; state: string; comment: string | null } };

/**
 * A branch with a team, the template's rules of `clauses` in force, and a server that believes whoever the request names:
 * `as('张经理').get('/api/my-day')`. 张经理 holds 甲 (two visits a month) and 乙 (a contact each half-year).
 */
export async function dailyWorld(clock: Clock, { asOf = clock.now(), clauses = CUSTOMER_CLAUSES } = {}) {
  const database = await createTestDatabase();
  const db = database.db.kysely;
  const ctx: Context = { db, clock, principal: null, zone: ZONE };
  await seedCalendar(db);
  await publishRulebook(ctx, await templateOf(clauses), { effectiveOn: '2026-01-01', publishedAt: RECORDED_AT });

  const places = {
    branch: { id: await addInstitution(db, { no: 'S', ord: 0, ordUntil: 10 }), ord: 0, ordUntil: 10 },
    team: { id: await addInstitution(db, { no: 'ST', ord: 5, ordUntil: 6 }), ord: 5, ordUntil: 6 },
    elsewhere: { id: await addInstitution(db, { no: 'N', ord: 10, ordUntil: 20 }), ord: 10, ordUntil: 20 },
  };
  const ids = {} as Record<Person, number>;
  for (const [name, { no, role, place }] of Object.entries(PEOPLE) as [Person, (typeof PEOPLE)[Person]][]) {
    const { id: institutionId, ord } = places[place];
    ids[name] = await addStaff(db, no);
    await db
      .updateTable('staff')
      .set({ name, institution_id: institutionId, institution_ord: ord })
      .where('id', '=', ids[name])
      .execute();
    await addPost(db, role, role);
    await appoint(db, { staffId: ids[name], post: role, institutionId });
  }
  const addCustomer = (no: string, name: string, deposit: string) =>
    plantCustomer(ctx, { no, name, deposit, institutionId: places.branch.id, holder: ids.张经理 });
  const customers = {
    甲: await addCustomer('C1', '甲公司', '6000000'),
    乙: await addCustomer('C2', '乙公司', '20000'),
  };
  await evaluateAll(ctx, { asOf, known: asOf });

  function principalOf(name: Person): Principal {
    const { no, role, place } = PEOPLE[name];
    const { id: institutionId, ord, ordUntil } = places[place];
    return {
      accountId: ids[name],
      staffId: ids[name],
      staffNo: no,
      name,
      adminRole: null,
      appointments: [{ role, post: role, institutionId, ord, ordUntil }],
    };
  }

  const server: FastifyInstance = await buildServer({
    db,
    clock,
    zone: ZONE,
    modules,
    authenticate: async ({ headers }) => {
      const person = headers['x-test-person'];
      return person === undefined ? null : principalOf(decodeURIComponent(String(person)) as Person);
    },
  });

  function as(name: Person) {
    async function send<Body>(
      method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
      url: string,
      payload?: object,
      key?: string,
    ) {
      const headers = {
        'x-test-person': encodeURIComponent(name),
        host: 'localhost',
        origin: 'http://localhost',
        ...(key && { 'idempotency-key': key }),
      };
      const answer = await server.inject({ method, url, headers, ...(payload && { payload }) });
      return { status: answer.statusCode, body: answer.json() } as Answer<Body>;
    }
    return {
      get: <Body>(url: string) => send<Body>('GET', url),
      post: <Body = VisitAnswer>(url: string, body: object, key?: string) => send<Body>('POST', url, body, key),
      patch: <Body = VisitAnswer>(url: string, body: object) => send<Body>('PATCH', url, body),
      delete: <Body>(url: string) => send<Body>('DELETE', url),
    };
  }

  /** `C1: open 1/2` of a rule's live duties, by anchor. */
  async function duties(rule: string): Promise<string[]> {
    const rows = await db.selectFrom('duty').selectAll().where('rule_id', '=', rule).orderBy('anchor').execute();
    return rows.map(({ anchor, status, got, need }) => `${anchor} ${status} ${got}/${need}`);
  }

  return {
    as,
    clock,
    ctx,
    customers,
    database: database.db,
    db,
    duties,
    ids,
    places,
    principalOf,
    /** What a program gets that knows nothing but the address. */
    visitor: (url: string) => server.inject({ method: 'GET', url }),
    /** Lets the same server be reached over a real wire; answers its port. */
    async listen(): Promise<number> {
      const url = await server.listen({ host: '127.0.0.1', port: 0 });
      return Number(new URL(url).port);
    },
    async close() {
      await server.close();
      await database.drop();
    },
  };
}

export type DailyWorld = Awaited<ReturnType<typeof dailyWorld>>;

export async function plantCustomer(
  { db }: Context,
  {
    no,
    name,
    deposit,
    institutionId,
    holder,
  }: Record<'no' | 'name' | 'deposit', string> & Record<'institutionId' | 'holder', number>,
): Promise<number> {
  const { id } = await db
    .insertInto('customer')
    .values({
      no,
      name,
      kind: 'corporate',
      institution_id: institutionId,
      institution_ord: 0,
      opened_on: '2026-01-01',
      holder_id: holder,
      deposit,
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
    .values({ ...known, valid_from: '2026-01-01', deposit })
    .execute();
  return id;
}

/** The account by which `as(name)` acts, for what refers to accounts. */
export async function plantAccount({ db, ids, clock }: DailyWorld, name: Person): Promise<void> {
  await sql`
    insert into account (id, login, staff_id, password_hash, created_at) overriding system value
    values (${ids[name]}, ${name}, ${ids[name]}, '-', ${clock.now()})`.execute(db);
}

/** A whole visit record, as the form sends it. */
export function visitForm(customerId: number, occurredAt: string, changes: object = {}): object {
  return {
    customer_id: customerId,
    occurred_at: occurredAt,
    met_name: '刘总',
    met_department: '财务部',
    met_title: '总监',
    purpose: '续作流动资金贷款',
    wanted: '确认用款计划',
    result: '同意续作 500 万元',
    next_step: '收集报表',
    ...changes,
  };
}
