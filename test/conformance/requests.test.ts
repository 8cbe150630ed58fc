import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Principal } from '../../src/kernel/access/principal.ts';
import type { Action, Grants } from '../../src/kernel/register/public.ts';
import { modules } from '../../src/modules/index.ts';
import type { Context } from '../../src/platform/context.ts';
import { buildServer } from '../../src/platform/http/public.ts';
import { actOnRow, type ServedRegister, updateRow } from '../../src/platform/registers/public.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { frozenClock } from '../support/frozen-clock.ts';
import { codeOf, jsonSampleOf, openAccount, plantRow, whoeverMay } from './fixtures.ts';

let database: TestDatabase;
let ctx: Context;
let app: FastifyInstance;
let asking: Principal;

beforeAll(async () => {
  database = await createTestDatabase();
  const clock = frozenClock('2026-03-05T09:00:00+08:00');
  ctx = { db: database.db.kysely, clock, principal: null, zone: 'Asia/Shanghai' };
  await openAccount(ctx.db);
  app = await buildServer({ ...ctx, modules, authenticate: async () => asking });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

/** A change of an existing row: its form, or an action. */
type Change = {
  name: string;
  who: Grants;
  state: string | undefined;
  notBy: readonly string[];
  asks: readonly string[];
};

function changesOf({ register }: ServedRegister): Change[] {
  const { update } = register.access;
  const form: Change[] =
    Object.keys(update).length === 0
      ? []
      : [
          {
            name: 'update',
            who: update,
            state: register.states?.editable[0],
            notBy: register.notBy?.update ?? [],
            asks: [],
          },
        ];
  const actions = Object.entries(register.actions as Record<string, Action>).map(([name, action]) => ({
    name,
    who: action.who,
    state: action.from?.[0],
    notBy: action.notBy ?? [],
    asks: action.asks ?? [],
  }));
  return [...form, ...actions];
}

function plantFor({ register }: ServedRegister, { state, notBy }: Change, version?: number): Promise<number> {
  const planted = { ...(state !== undefined && { state }), ...(version !== undefined && { version }) };
  return plantRow(ctx, register, { ...planted, mine: { but: notBy } });
}

const askedOf = ({ register }: ServedRegister, { asks }: Change) =>
  Object.fromEntries(asks.map((name) => [name, jsonSampleOf(register, name)]));

/** The change done directly; what refused it. */
function refusalOf(served: ServedRegister, change: Change, id: number, version: number): Promise<string | undefined> {
  const acting = { ...ctx, principal: whoeverMay({ ...served.register.access.read, ...change.who }) };
  return codeOf(
    change.name === 'update'
      ? updateRow(acting, served, id, { version })
      : actOnRow(acting, served, id, change.name, { version }),
  );
}

async function auditLength(): Promise<number> {
  const { count } = await ctx.db
    .selectFrom('audit_record')
    .select((is) => is.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

const changed = modules
  .flatMap((module) => module.registers)
  .filter((served) => changesOf(served).length > 0)
  .map((served) => [served.register.id as string, served] as const);

describe.each(changed)('%s', (_id, served) => {
  const { register } = served;
  const path = `/api/registers/${register.id}`;

  async function send(change: Change, id: number, key: string, values: object) {
    asking = whoeverMay({ ...register.access.read, ...change.who });
    const answer = await app.inject({
      method: change.name === 'update' ? 'PATCH' : 'POST',
      url: change.name === 'update' ? `${path}/${id}` : `${path}/${id}/${change.name}`,
      headers: { 'idempotency-key': key },
      payload: values,
    });
    return { status: answer.statusCode, body: answer.json() };
  }

  it('同一提交编号只办一次；内容不同即拒绝；被拒绝的不占用编号', async () => {
    for (const change of changesOf(served)) {
      const id = await plantFor(served, change);
      const key = `${register.id}-${change.name}`;
      const values = { version: 1, ...askedOf(served, change) };
      const early = await send(change, id, key, { ...values, version: 0 });
      expect(early.status, `${change.name} before its version`).not.toBe(200);
      const first = await send(change, id, key, values);
      if (first.status !== 200) continue;
      const written = await auditLength();
      expect(await send(change, id, key, values), change.name).toEqual(first);
      expect(await auditLength(), change.name).toBe(written);
      const other = await send(change, id, key, { ...values, version: 2 });
      expect(other.body.problems?.[0]?.code, change.name).toBe('KEY_REUSED');
    }
  });

  it('别人改过的，不论改表还是办理都须先刷新', async () => {
    if (register.storage === 'ledger') return;
    for (const change of changesOf(served)) {
      const id = await plantFor(served, change, 2);
      expect(await refusalOf(served, change, id, 1), change.name).toBe('ROW_CHANGED');
    }
  });

  it('两人同时办理，至多一人办成', async () => {
    for (const change of changesOf(served)) {
      const id = await plantFor(served, change);
      const both = await Promise.all([1, 2].map(() => refusalOf(served, change, id, 1)));
      expect(both.filter((refused) => refused === undefined).length, change.name).toBeLessThanOrEqual(1);
    }
  });
});

it('多数改动在样例行上真的办成，上面的检查才有所证', async () => {
  const outcomes: (string | null)[] = [];
  for (const [, served] of changed) {
    for (const change of changesOf(served)) {
      const id = await plantFor(served, change);
      asking = whoeverMay({ ...served.register.access.read, ...change.who });
      const path = `/api/registers/${served.register.id}/${id}`;
      const answer = await app.inject({
        method: change.name === 'update' ? 'PATCH' : 'POST',
        url: change.name === 'update' ? path : `${path}/${change.name}`,
        payload: { version: 1, ...askedOf(served, change) },
      });
      outcomes.push(answer.statusCode === 200 ? null : `${served.register.id}.${change.name} ${answer.body}`);
    }
  }
  const refused = outcomes.filter((outcome) => outcome !== null);
  expect(refused.length, refused.join('\n')).toBeLessThanOrEqual(outcomes.length / 3);
});
