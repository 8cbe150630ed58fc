import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRandom } from '../../src/app/demo/random.ts';
import type { Grantee } from '../../src/kernel/register/public.ts';
import type { Context } from '../../src/platform/context.ts';
import type { ServedRegister } from '../../src/platform/registers/public.ts';
import { SEED } from '../oracle/runs.ts';
import { differences, expectedDecisions } from './decisions.ts';
import { declarationDefects, predicateDefects } from './defects.ts';
import { PEOPLE, type Person, type Planted, plantGrid, rulesOf } from './grid.ts';
import { decisionsInProcess } from './in-process.ts';
import { REGISTERS, type RegisterRow } from './table.ts';
import { type AccessWorld, accessWorld, REGISTERS_SERVED, statesToTry } from './world.ts';

/** `ZHANYE_DEFECTS=all` plants every one. */
const PLANTED =
  process.env.ZHANYE_DEFECTS === 'all' ? Number.POSITIVE_INFINITY : Number(process.env.ZHANYE_DEFECTS ?? 400);

let world: AccessWorld;
beforeAll(async () => {
  world = await accessWorld();
});
afterAll(() => world.drop());

type Case = { served: ServedRegister; row: RegisterRow; state: string | undefined; rows: readonly Planted[] };

type Planting = { name: string; served: ServedRegister; ctx: Context; grantee?: Grantee; met(): number };

/** Whether anybody can do more or less than the table says. Stops at the first, and begins where it is likely. */
async function isCaught({ row, state, rows }: Case, { served, ctx, grantee }: Planting): Promise<boolean> {
  const rules = rulesOf(row);
  const isLikely = ({ posts, principal }: Person) =>
    posts.some(({ role }) => role === grantee) || `admin:${principal.adminRole}` === grantee;
  for (const person of PEOPLE.toSorted((a, b) => Number(isLikely(b)) - Number(isLikely(a)))) {
    const expected = expectedDecisions(served.register, rules, person, { rows, state });
    const asking = { ...ctx, principal: person.principal };
    const found = await decisionsInProcess(asking, served, row, rows).catch(() => null);
    if (found === null || differences(person, expected, found).length > 0) return true;
  }
  return false;
}

/** The defects of the register that nobody noticed in any state. */
async function surviving(
  defects: readonly Planting[],
  { served, row }: Omit<Case, 'state' | 'rows'>,
): Promise<string[]> {
  let left = [...defects];
  for (const state of statesToTry(served)) {
    const rows = await plantGrid(world.ctx.db, served.register, row, state);
    const unnoticed = [];
    for (const defect of left) {
      if (!(await isCaught({ served, row, state, rows }, defect))) unnoticed.push(defect);
    }
    left = unnoticed;
  }
  return left.filter(({ met }) => met() > 0).map(({ name }) => `${served.register.id}: ${name}`);
}

const cases = REGISTERS_SERVED.flatMap((served) => {
  const row = REGISTERS[served.register.id];
  return row ? [{ served, row }] : [];
});

it('种下的每一处权限声明缺陷都被权限表查出', { timeout: 600_000 }, async () => {
  const random = createRandom(SEED);
  const all = cases.flatMap((one) => declarationDefects(one.served.register).map((defect) => ({ one, defect })));
  const chosen = all
    .map((entry) => ({ ...entry, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .slice(0, PLANTED);
  expect(chosen.length).toBeGreaterThanOrEqual(Math.min(300, all.length));
  const survivors: string[] = [];
  for (const one of cases) {
    const defects = chosen
      .filter((entry) => entry.one === one)
      .map(({ defect }) => ({
        ...defect,
        served: { ...one.served, register: defect.register },
        ctx: world.ctx,
        met: () => 1,
      }));
    survivors.push(...(await surviving(defects, one)));
  }
  expect(survivors).toEqual([]);
});

it('种下的每一处权限谓词缺陷都被权限表查出', { timeout: 600_000 }, async () => {
  const survivors: string[] = [];
  let met = 0;
  for (const one of cases) {
    const defects = predicateDefects().map(({ name, plugin, met: times }) => ({
      name,
      served: one.served,
      ctx: { ...world.ctx, db: world.ctx.db.withPlugin(plugin) },
      met: times,
    }));
    survivors.push(...(await surviving(defects, one)));
    met += defects.filter((defect) => defect.met() > 0).length;
  }
  expect(survivors).toEqual([]);
  expect(met).toBeGreaterThan(cases.length);
});
