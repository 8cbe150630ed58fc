import type { FastifyInstance } from 'fastify';
import { inject } from 'vitest';
import { backgroundEndpoints } from '../../src/app/background.ts';
import { modules } from '../../src/modules/index.ts';
import { applyRowSecurity, openReader } from '../../src/platform/access/public.ts';
import type { Context, Reader } from '../../src/platform/context.ts';
import { openDatabase } from '../../src/platform/db/database.ts';
import { buildServer } from '../../src/platform/http/public.ts';
import { exportRows, type ServedRegister } from '../../src/platform/registers/public.ts';
import { administer } from '../support/cluster.ts';
import { createTestDatabase } from '../support/database.ts';
import { frozenClock } from '../support/frozen-clock.ts';
import { isEditable, possibleActs } from './decisions.ts';
import { PEOPLE } from './grid.ts';

export type AccessWorld = { ctx: Context; reader: Reader; app: FastifyInstance; drop(): Promise<void> };

export const REGISTERS_SERVED: readonly ServedRegister[] = modules.flatMap((module) => module.registers);

/** A server without sessions: the header `x-person` says who asks. Foreign keys are off, so that grids need no parents. */
export async function accessWorld(): Promise<AccessWorld> {
  const made = await createTestDatabase();
  const name = new URL(made.db.url).pathname.slice(1);
  await administer(inject('testCluster').url, `alter database ${name} set session_replication_role = replica`);
  const database = await openDatabase({ url: made.db.url });
  const registers = REGISTERS_SERVED.map(({ register }) => register);
  if (!(await applyRowSecurity(database.kysely, registers))) throw new Error('the test account may make roles');
  const reader = await openReader(made.db.url);
  const clock = frozenClock('2026-03-05T09:00:00+08:00');
  const ctx: Context = { db: database.kysely, clock, principal: null, zone: 'Asia/Shanghai' };
  const app = await buildServer({
    db: database.kysely,
    reader,
    clock,
    zone: ctx.zone,
    modules,
    endpoints: backgroundEndpoints,
    authenticate: async ({ headers }) => {
      const asked = decodeURIComponent(String(headers['x-person']));
      return PEOPLE.find((person) => person.name === asked)?.principal ?? null;
    },
    exporter: async (asking, { register }, query) => {
      const rows = [];
      for await (const page of exportRows(asking, register, query)) rows.push(...page);
      return { rows };
    },
  });
  return {
    ctx,
    reader,
    app,
    async drop() {
      await app.close();
      await reader.close();
      await database.close();
      await made.drop();
    },
  };
}

/** The states in which together every action and the form are open: as few as possible. */
export function statesToTry({ register }: ServedRegister): (string | undefined)[] {
  if (!register.states) return [undefined];
  const titles = Object.keys(register.states.titles);
  const open = new Map(titles.map((state) => [state, wordsOf(register, state)]));
  const left = new Set([...open.values()].flat());
  const chosen: string[] = [];
  while (left.size > 0) {
    const [best] = [...open].sort((a, b) => count(b[1], left) - count(a[1], left))[0] ?? [];
    if (best === undefined) break;
    chosen.push(best);
    for (const word of open.get(best) ?? []) left.delete(word);
  }
  return chosen.length > 0 ? chosen : titles.slice(0, 1);
}

const count = (words: readonly string[], left: ReadonlySet<string>) => words.filter((word) => left.has(word)).length;

function wordsOf(register: ServedRegister['register'], state: string): string[] {
  const acts = possibleActs(register, state);
  return isEditable(register, state) ? [...acts, 'update'] : acts;
}
