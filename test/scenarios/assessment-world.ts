import type { FastifyInstance } from 'fastify';
import { modules } from '../../src/modules/index.ts';
import { publishRulebook, seedCalendar } from '../../src/modules/rulebook/public.ts';
import { loadPrincipal } from '../../src/platform/auth/principal.ts';
import type { Context, Role } from '../../src/platform/context.ts';
import { evaluateAll, refreshDuties } from '../../src/platform/duties/public.ts';
import { buildServer } from '../../src/platform/http/public.ts';
import { recordFacts } from '../../src/platform/ledger/public.ts';
import { createTestDatabase } from '../support/database.ts';
import { frozenClock } from '../support/frozen-clock.ts';
import { addInstitution, addPost, addStaff, appoint } from '../support/people.ts';
import { CUSTOMER_CLAUSES, templateOf } from '../support/template.ts';

const ZONE = 'Asia/Shanghai';
const RECORDED_AT = new Date('2026-01-01T00:00:00+08:00');

/** What the stories are about: visits, and the rectification that a ladder orders. */
const STORY_CLAUSES = [...CUSTOMER_CLAUSES, 'ASM-4'];

type Answer = { status: number; body: Record<string, unknown> & { problems?: { code: string; text: string }[] } };

/**
 * A head office, a branch and two sub-branches with everybody who bears or judges duties, one important customer of
 * 王经理, and the template's rulebook with the rules about visits. Nobody has visited anybody: every duty of March 2026 ends breached.
 */
export async function assessmentWorld() {
  const database = await createTestDatabase();
  const db = database.db.kysely;
  const clock = frozenClock('2026-03-02T09:00:00+08:00');
  const ctx: Context = { db, clock, principal: null, zone: ZONE };
  await seedCalendar(db);
  const rulebook = await templateOf(STORY_CLAUSES);
  await publishRulebook(ctx, rulebook, { effectiveOn: '2026-01-01', publishedAt: RECORDED_AT });

  const head = await addInstitution(db, { no: 'H', ord: 0, ordUntil: 100 });
  const branch = await addInstitution(db, { no: 'B', ord: 10, ordUntil: 50 });
  const south = await addInstitution(db, { no: 'S', ord: 11, ordUntil: 20 });
  const north = await addInstitution(db, { no: 'N', ord: 20, ordUntil: 30 });
  for (const [id, depth, type] of [
    [head, 0, '总行'],
    [branch, 1, '分行'],
    [south, 2, '支行'],
    [north, 2, '支行'],
  ] as const) {
    await db.updateTable('institution').set({ depth, type }).where('id', '=', id).execute();
  }

  async function employ(no: string, role: Role, institutionId: number): Promise<number> {
    await addPost(db, role, role);
    const staffId = await addStaff(db, no);
    await appoint(db, { staffId, post: role, institutionId });
    const place = await db.selectFrom('institution').select('ord').where('id', '=', institutionId).executeTakeFirst();
    await db
      .updateTable('staff')
      .set({ institution_id: institutionId, institution_ord: place?.ord ?? null })
      .where('id', '=', staffId)
      .execute();
    await db
      .insertInto('account')
      .values({
        login: no.toLowerCase(),
        staff_id: staffId,
        password_hash: '-',
        must_change: false,
        created_at: RECORDED_AT,
      })
      .execute();
    return staffId;
  }

  const ids = {
    王经理: await employ('R1', 'rm', south),
    李经理: await employ('R2', 'rm', south),
    团队长: await employ('L1', 'leader', south),
    副团队长: await employ('L2', 'leader', south),
    南行长: await employ('P1', 'president', south),
    北行长: await employ('P2', 'president', north),
    分行行长: await employ('P0', 'president', branch),
    业务部: await employ('D1', 'business', head),
    审计: await employ('A1', 'audit', head),
  };
  type Name = keyof typeof ids;

  async function addCustomer(no: string, institutionId: number, ord: number, holder: number): Promise<number> {
    const { id } = await db
      .insertInto('customer')
      .values({
        no,
        name: `客户${no}`,
        kind: 'corporate',
        institution_id: institutionId,
        institution_ord: ord,
        opened_on: '2026-01-01',
        holder_id: holder,
        recorded_at: RECORDED_AT,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const known = { customer_id: id, recorded_at: RECORDED_AT };
    const version = { ...known, opened_on: '2026-01-01', institution_id: institutionId, kind: 'corporate' };
    await db.insertInto('customer_version').values(version).execute();
    await db
      .insertInto('custody')
      .values({ ...known, role: 'primary', staff_id: holder, valid_from: '2026-03-01' })
      .execute();
    await db
      .insertInto('balance')
      .values({ ...known, valid_from: '2026-01-01', deposit: '6000000' })
      .execute();
    return id;
  }
  const customerId = await addCustomer('C1', south, 11, ids.王经理);

  const evaluate = () => evaluateAll(ctx, { asOf: clock.now(), known: clock.now() });
  await evaluate();

  /** A visit on a day, known from now on. */
  async function visit(day: string): Promise<void> {
    const [moved] = await recordFacts(ctx, [
      {
        kind: 'contact',
        key: `V${day}`,
        subject_id: customerId,
        actor_id: ids.王经理,
        institution_id: south,
        method: 'visit',
        occurred_at: new Date(`${day}T10:00:00+08:00`),
      },
    ]);
    if (moved) await refreshDuties(ctx, { subjectType: 'customer', subjectIds: [customerId], since: moved.since });
  }

  const server: FastifyInstance = await buildServer({
    db,
    clock,
    zone: ZONE,
    modules,
    authenticate: async (request) => {
      const staffId = ids[decodeURIComponent(String(request.headers['x-test-person'])) as Name];
      const { id } = await db
        .selectFrom('account')
        .select('id')
        .where('staff_id', '=', staffId)
        .executeTakeFirstOrThrow();
      return loadPrincipal(db, { accountId: id, at: clock.now(), zone: ZONE });
    },
  });

  function as(name: Name) {
    const send = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, payload?: object): Promise<Answer> => {
      const headers = { 'x-test-person': encodeURIComponent(name), host: 'localhost', origin: 'http://localhost' };
      const answer = await server.inject({ method, url, headers, ...(payload && { payload }) });
      return { status: answer.statusCode, body: answer.json() };
    };
    return {
      get: (url: string) => send('GET', url),
      post: (url: string, body: object) => send('POST', url, body),
      put: (url: string, body: object) => send('PUT', url, body),
      patch: (url: string, body: object) => send('PATCH', url, body),
    };
  }

  return {
    as,
    clock,
    ctx,
    customerId,
    db,
    evaluate,
    ids,
    visit,
    async close() {
      await server.close();
      await database.drop();
    },
  };
}

export type AssessmentWorld = Awaited<ReturnType<typeof assessmentWorld>>;
