import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backgroundEndpoints } from '../../src/app/background.ts';
import { modules } from '../../src/modules/index.ts';
import type { Endpoint } from '../../src/platform/http/public.ts';
import { ENDPOINTS, type EndpointRow, endpointRow, mayCall } from './endpoints.ts';
import { isAllowed, PEOPLE, type Person, type Planted, plantGrid, rulesOf } from './grid.ts';
import { FURNISHED, STRANGE, STRANGE_ROWS } from './strange-rows.ts';
import { REGISTERS, type Rule, ruleOf } from './table.ts';
import { type AccessWorld, accessWorld, REGISTERS_SERVED, statesToTry } from './world.ts';

let world: AccessWorld;
beforeAll(async () => {
  world = await accessWorld();
});
afterAll(() => world.drop());

const endpoints: readonly Endpoint[] = [...modules.flatMap((module) => module.endpoints), ...backgroundEndpoints];
const NOBODY = null;
const KNOCKING: readonly (Person | null)[] = [...PEOPLE, NOBODY];

const rolesOf = (person: Person | null) => person?.posts.map(({ role }) => role) ?? null;
const nameOf = (person: Person | null) => person?.name ?? 'not signed in';

type Answer = { status: number; code: string | undefined };

/** Whatever a path names beside a row. */
const PLACES: Readonly<Record<string, string>> = {
  year: '2031',
  date: '2026-03-04',
  kind: 'staff',
  version: '1',
  regulation: 'none',
  rule: 'CUS-1a',
  score: 'none',
  period: '2026-03',
};
const FIRST_NAMED = /:(id|key|staff|act|token)\b/;
const NOT_THERE = '999999999';

async function knock(
  { method, path }: Endpoint,
  person: Person | null,
  row: string | number,
  { body = {}, query = '' }: Partial<EndpointRow> = {},
): Promise<Answer> {
  const place = path
    .replace(FIRST_NAMED, String(row))
    .replaceAll(/:(\w+)/g, (_, name: string) => PLACES[name] ?? NOT_THERE);
  const url = `${place}?${query.replace('ROW', String(row))}`;
  const headers = { 'x-person': encodeURIComponent(nameOf(person)) };
  const answer = await world.app.inject({ method, url, headers, ...(method !== 'GET' && { payload: body }) });
  const isJson = String(answer.headers['content-type']).includes('json');
  const code = isJson && answer.statusCode >= 400 ? answer.json().problems?.[0]?.code : undefined;
  return { status: answer.statusCode, code };
}

const isShut = ({ status, code }: Answer) => status === 401 || code === 'NOT_ALLOWED';

it('每个接口在权限表中各有一行，不多不少', () => {
  expect(Object.keys(ENDPOINTS).sort(), 'write its row in test/access/endpoints.ts, from its clauses').toEqual(
    endpoints.map(({ id }) => id).sort(),
  );
});

it('以标识指明一条记录的接口，表中都写明是谁的记录，或不分是谁的', () => {
  const named = endpoints.filter(({ path }) => FIRST_NAMED.test(path) && !(path in UNOWNED));
  expect(named.filter(({ id }) => endpointRow(id)?.row === undefined).map(({ id, path }) => `${id} ${path}`)).toEqual(
    [],
  );
});

/** Paths whose row is nobody's in particular: whoever may call may name any. */
const UNOWNED: Readonly<Record<string, string>> = {
  '/api/accounts/:id/reset': 'security administers every account',
  '/api/accounts/:id/role': 'the same',
  '/api/accounts/:id/disable': 'the same',
  '/api/accounts/:id/enable': 'the same',
  '/api/accounts/:id/unlock': 'the same',
  '/api/accounts/:id/totp-reset': 'the same',
  '/api/calendars/:token/zhanye.ics': 'the address itself is the secret',
  '/api/rules/:id': 'rules bind everybody',
  '/api/clauses/:id': 'the same',
  '/api/rulebook/scenarios/:id': 'the bank tries, not a person',
  '/api/rulebook/scenarios/:id/duties': 'the same',
};

const written = endpoints.flatMap((endpoint) => {
  const row = endpointRow(endpoint.id);
  return row ? [[endpoint.id, endpoint, row] as const] : [];
});

describe.each(written)('%s', (_id, endpoint, row) => {
  it('只让表中的角色进门，其余答 403，未登录答 401', async () => {
    const wrong: string[] = [];
    for (const person of KNOCKING) {
      const answer = await knock(endpoint, person, NOT_THERE);
      if (isShut(answer) === mayCall(row, rolesOf(person))) {
        wrong.push(`${nameOf(person)}: ${answer.status} ${answer.code ?? ''}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  if (row.row === undefined) return;

  it('看不到的记录如同不存在，看得到的不是', async () => {
    const { strangers, readers } = await knockers(row);
    expect(strangers).not.toEqual([]);
    const found: string[] = [];
    for (const { person, named, what } of strangers) {
      const { status, code } = await knock(endpoint, person, named, row);
      if (status !== 404) found.push(`${person.name}, ${what}: ${status} ${code ?? ''}`);
    }
    expect(found).toEqual([]);
    const statuses = [];
    for (const { person, named } of readers) statuses.push((await knock(endpoint, person, named, row)).status);
    if (readers.length > 0) expect(statuses.filter((status) => status !== 404)).not.toEqual([]);
  });
});

type Knocker = { person: Person; named: string | number; what: string };

/** Of those let through the door: for which rows each is a stranger, and which he may read. */
async function knockers(row: EndpointRow): Promise<{ strangers: Knocker[]; readers: Knocker[] }> {
  const callers = PEOPLE.filter((person) => mayCall(row, rolesOf(person)));
  const { rule, rows } = await plantNamed(row.row as string);
  const all = callers.flatMap((person) =>
    rows.map(({ named, ...one }) => ({
      person,
      named,
      isReader: isAllowed(rule, person, one),
      what: `${row.row} at ${one.ord}, own ${one.own.join('+') || '—'}`,
    })),
  );
  return { strangers: all.filter(({ isReader }) => !isReader), readers: all.filter(({ isReader }) => isReader) };
}

type Named = Planted & { named: string | number };

/** Rows that the path can name, and who may read them. */
async function plantNamed(kind: string): Promise<{ rule: Rule; rows: Named[] }> {
  const strange = STRANGE_ROWS[kind];
  if (strange) {
    const named = await strange.plant(world.ctx.db);
    return { rule: ruleOf(strange.read), rows: [{ ...STRANGE, named }] };
  }
  const table = REGISTERS[kind];
  const served = REGISTERS_SERVED.find(({ register }) => register.id === kind);
  if (!table || !served) throw new Error(`neither a register nor a strange row: ${kind}`);
  const planted = await plantGrid(world.ctx.db, served.register, table, statesToTry(served)[0]);
  await FURNISHED[kind]?.(world.ctx.db);
  return { rule: rulesOf(table).read, rows: planted.map((one) => ({ ...one, named: one.id })) };
}
