import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Action, reachableStates } from '../../src/kernel/register/public.ts';
import { modules } from '../../src/modules/index.ts';
import type { Context } from '../../src/platform/context.ts';
import { buildServer } from '../../src/platform/http/public.ts';
import { actOnRow, derivedEndpoints, getRow, updateRow } from '../../src/platform/registers/public.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { frozenClock } from '../support/frozen-clock.ts';
import { codeOf, declaredColumns, liveColumns, plantRow, sampleOf, whoeverMay } from './fixtures.ts';

let database: TestDatabase;
let ctx: Context;

beforeAll(async () => {
  database = await createTestDatabase();
  const clock = frozenClock('2026-03-05T09:00:00+08:00');
  ctx = { db: database.db.kysely, clock, principal: null, zone: 'Asia/Shanghai' };
});
afterAll(() => database.drop());

const servedRegisters = modules.flatMap((module) => module.registers);

async function auditedActions(): Promise<string[]> {
  const records = await ctx.db.selectFrom('audit_record').select('action').orderBy('id').execute();
  return records.map(({ action }) => action);
}

describe.each(servedRegisters.map((served) => [served.register.id as string, served] as const))('%s', (_id, served) => {
  const { register } = served;
  const actions = Object.entries(register.actions as Record<string, Action>);
  const states: string[] = Object.keys(register.states?.titles ?? {});

  it('has the table that it declares, column by column', async () => {
    expect(await liveColumns(ctx.db, register.table)).toEqual(declaredColumns(register));
  });

  it('grants every operation to somebody on purpose, and reading to somebody', () => {
    expect(Object.keys(register.access).sort()).toEqual(['create', 'export', 'read', 'reveal', 'update']);
    expect(Object.keys(register.access.read)).not.toHaveLength(0);
    for (const [, action] of actions) expect(Object.keys(action.who)).not.toHaveLength(0);
  });

  it('reaches every state', () => {
    expect([...reachableStates(register)].sort()).toEqual([...states].sort());
  });

  it('names only its own fields in list, form and file', () => {
    const named = [
      ...register.list.columns,
      ...register.list.filters,
      ...register.list.search,
      ...register.importKey,
      ...register.form.sections.flatMap(({ fields }: { fields: readonly string[] }) => fields),
    ];
    expect(named.filter((name) => !(name in register.fields) && name !== 'state')).toEqual([]);
  });

  it('refuses every illegal move and leaves no trace of it', async () => {
    const before = await auditedActions();
    for (const [name, action] of actions.filter(([, { from }]) => from !== undefined)) {
      for (const state of states.filter((one) => !action.from?.includes(one))) {
        const id = await plantRow(ctx, register, { state, mine: { but: action.notBy ?? [] } });
        const acting = { ...ctx, principal: whoeverMay(action.who) };
        expect(await codeOf(actOnRow(acting, served, id, name, { version: 1 })), `${name} in ${state}`).toBe(
          'ILLEGAL_MOVE',
        );
      }
    }
    expect(await auditedActions()).toEqual(before);
  });

  it('audits every action that happens, and nothing of one that is refused', async () => {
    for (const [name, action] of actions) {
      const state = action.from?.[0];
      const id = await plantRow(ctx, register, {
        ...(state !== undefined && { state }),
        mine: { but: action.notBy ?? [] },
      });
      const before = await auditedActions();
      const asked = (action.asks ?? []).map((field) => [field, sampleOf(register, field)]);
      const acting = { ...ctx, principal: whoeverMay(action.who) };
      const code = await codeOf(actOnRow(acting, served, id, name, { version: 1, ...Object.fromEntries(asked) }));
      const left = (await auditedActions()).slice(before.length);
      if (code === undefined) expect(left).toContain(`${register.id}.${name}`);
      else expect(left).toEqual([]);
    }
  });

  it('lets nobody approve or judge himself', async () => {
    for (const [name, action] of actions.filter(([, { notBy }]) => notBy !== undefined)) {
      const state = action.from?.[0];
      const id = await plantRow(ctx, register, { ...(state !== undefined && { state }), mine: true });
      const acting = { ...ctx, principal: whoeverMay(action.who) };
      expect(await codeOf(actOnRow(acting, served, id, name, { version: 1 })), name).toBe('OWN_CAUSE');
    }
  });

  it('lets nobody change what is written about himself', async () => {
    if (register.notBy?.update === undefined) return;
    const state: string | undefined = register.states?.editable[0];
    const id = await plantRow(ctx, register, { ...(state !== undefined && { state }), mine: true });
    const acting = { ...ctx, principal: whoeverMay(register.access.update) };
    expect(await codeOf(updateRow(acting, served, id, { version: 1 }))).toBe('OWN_CAUSE');
    expect((await getRow(acting, served, id)).editable).toBe(false);
  });

  it('refuses a change of what somebody else has changed meanwhile', async () => {
    if (register.storage === 'ledger' || Object.keys(register.access.update).length === 0) return;
    const state: string | undefined = register.states?.editable[0];
    const mine = { but: register.notBy?.update ?? [] };
    const id = await plantRow(ctx, register, { version: 2, mine, ...(state !== undefined && { state }) });
    const acting = { ...ctx, principal: whoeverMay({ ...register.access.read, ...register.access.update }) };
    expect(await codeOf(updateRow(acting, served, id, { version: 1 }))).toBe('ROW_CHANGED');
  });

  it('lets nobody in who is not signed in', async () => {
    const app = await buildServer({
      db: ctx.db,
      clock: ctx.clock,
      zone: ctx.zone,
      modules,
      authenticate: async () => null,
    });
    for (const { method, path, access } of derivedEndpoints(served)) {
      expect(access).not.toBe('public');
      const answer = await app.inject({ method, url: path.replace(':id', '1') });
      expect(answer.statusCode, `${method} ${path}`).toBe(401);
    }
    await app.close();
  });
});
