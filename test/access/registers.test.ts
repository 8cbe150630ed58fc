import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeBySql, readableBySql } from './by-sql.ts';
import { differences, expectedDecisions } from './decisions.ts';
import { PEOPLE, plantGrid, rulesOf } from './grid.ts';
import { decisionsInProcess } from './in-process.ts';
import { decisionsOverHttp } from './over-http.ts';
import { REGISTERS } from './table.ts';
import { type AccessWorld, accessWorld, REGISTERS_SERVED, statesToTry } from './world.ts';

let world: AccessWorld;
beforeAll(async () => {
  world = await accessWorld();
});
afterAll(() => world.drop());

it('每个登记簿在权限表中各有一行，操作一个不多一个不少', () => {
  const named = REGISTERS_SERVED.map(({ register }) => [register.id, Object.keys(register.actions).sort()]);
  const written = Object.entries(REGISTERS).map(([id, row]) => [id, Object.keys(row.acts ?? {}).sort()]);
  expect(written.sort(), 'write its row in test/access/table.ts, from its clauses').toEqual(named.sort());
});

const tried = REGISTERS_SERVED.flatMap((served) =>
  statesToTry(served).map((state) => [String(served.register.id), state ?? '—', { served, state }] as const),
);

describe.each(tried)('%s（%s）：角色 × 关系 × 操作 × 字段', (id, _state, { served, state }) => {
  const row = REGISTERS[id];
  if (!row) return;
  const rules = rulesOf(row);

  it('经 HTTP：无泄漏，无误拒', { timeout: 120_000 }, async () => {
    const { register } = served;
    const replant = () => plantGrid(world.ctx.db, register, row, state);
    const found: string[] = [];
    for (const person of PEOPLE) {
      const rows = await replant();
      const expected = expectedDecisions(register, rules, person, { rows, state });
      const decisions = await decisionsOverHttp({ app: world.app, register, row, rows, state, replant }, person);
      // Which rows may be created is asked of the row as written: below, in process.
      for (const one of expected) if (one.startsWith('create ')) decisions.add(one);
      found.push(...differences(person, expected, decisions));
    }
    expect(found).toEqual([]);
  });

  it('直接用 SQL：行级安全只给读得到的行，什么都改不了', async () => {
    const rows = await plantGrid(world.ctx.db, served.register, row, state);
    const found: string[] = [];
    for (const person of PEOPLE) {
      const decisions = expectedDecisions(served.register, rules, person, { rows, state });
      const expected = new Set([...decisions].filter((one) => one.startsWith('read ')));
      found.push(...differences(person, expected, await readableBySql(world.reader, served.register, person, rows)));
      expect(await changeBySql(world.reader, served.register, person)).toEqual(['42501', '42501', '42501']);
    }
    expect(found).toEqual([]);
  });

  it('在进程内：列表、明细、导出、新建与表一致', async () => {
    const rows = await plantGrid(world.ctx.db, served.register, row, state);
    const found: string[] = [];
    for (const person of PEOPLE) {
      const ctx = { ...world.ctx, principal: person.principal };
      const expected = expectedDecisions(served.register, rules, person, { rows, state });
      found.push(...differences(person, expected, await decisionsInProcess(ctx, served, row, rows)));
    }
    expect(found).toEqual([]);
  });
});
