import type { FastifyInstance } from 'fastify';
import type { AnyRegister } from '../../src/kernel/register/public.ts';
import { type Decisions, possibleActs, shownInClear } from './decisions.ts';
import type { Person, Planted } from './grid.ts';
import type { RegisterRow } from './table.ts';

type Answer = { status: number; code: string | undefined; body: Body };
type Body = { row?: Shown; rows?: Shown[]; problems?: { code: string }[] };
type Shown = Record<string, unknown> & { id: number };

/** Refusals of access and of a closed form; whatever else an answer says, the request got past them. */
const REFUSALS = new Set([
  'NOT_ALLOWED',
  'ROW_NOT_FOUND',
  'ROW_NOT_ALLOWED',
  'OWN_CAUSE',
  'SIGNED_OUT',
  'NOT_FOUND',
  'NOT_EDITABLE',
]);

export type Asking = {
  app: FastifyInstance;
  register: AnyRegister;
  row: RegisterRow;
  rows: readonly Planted[];
  state: string | undefined;
  /** Plants the same grid again, after a request that changed something. */
  replant(): Promise<readonly Planted[]>;
};

/** Knocks at every endpoint of the register for every row, whether or not the detail offers it. */
export async function decisionsOverHttp(asking: Asking, person: Person): Promise<Decisions> {
  return new Set([...(await seen(asking, person)), ...(await done(asking, person))]);
}

/** Lists, files and details, and which personal fields they show. */
async function seen({ app, register, row, rows }: Asking, person: Person): Promise<string[]> {
  const path = `/api/registers/${register.id}`;
  const list = await ask(app, person, 'GET', `${path}?limit=200`);
  const file = await ask(app, person, 'GET', `${path}/export`);
  const details: Shown[] = [];
  for (const { id } of rows) {
    const { row: detail } = (await ask(app, person, 'GET', `${path}/${id}`)).body;
    if (detail) details.push(detail);
  }
  const look = (word: string, answers: readonly Shown[] = []) =>
    answers.flatMap((answer) => {
      const place = rows.find((one) => one.id === answer.id)?.index ?? -1;
      return [word, ...shownInClear(register, row, answer, place).map((field) => `clear ${field}`)].map(
        (decision) => `${decision} ${answer.id}`,
      );
    });
  return [...look('read', list.body.rows), ...look('export', file.body.rows), ...look('open', details)];
}

/** Changes, actions and revealing, each tried on each row. */
async function done(asking: Asking, person: Person): Promise<string[]> {
  const { app, register, row, state } = asking;
  const acts = possibleActs(register, state).map(
    (name) => [`act ${name}`, 'POST', `/${name}`, { version: 1 }] as const,
  );
  const attempts = [
    ['update', 'PATCH', '', { version: 1 }] as const,
    ['reveal', 'POST', '/reveal', { reason: '核对' }] as const,
    ...acts,
  ];
  const decisions: string[] = [];
  let rows = asking.rows;
  for (const [word, method, tail, payload] of attempts) {
    for (const [place, { id, index }] of asking.rows.entries()) {
      const url = `/api/registers/${register.id}/${rows[place]?.id}${tail}`;
      const { status, code, body } = await ask(app, person, method, url, payload);
      if (code !== undefined && REFUSALS.has(code)) continue;
      if (word === 'reveal' && body.row) assertRevealed(register, row, body.row, index);
      decisions.push(`${word} ${id}`);
      if (status === 200 && word !== 'reveal') rows = await asking.replant();
    }
  }
  return decisions;
}

async function ask(
  app: FastifyInstance,
  { name }: Person,
  method: 'GET' | 'POST' | 'PATCH',
  url: string,
  payload?: object,
): Promise<Answer> {
  const headers = { 'x-person': encodeURIComponent(name) };
  const answer = await app.inject({ method, url, headers, ...(payload && { payload }) });
  const body: Body = answer.json();
  return { status: answer.statusCode, code: body.problems?.[0]?.code, body };
}

function assertRevealed(register: AnyRegister, row: RegisterRow, answer: Shown, index: number): void {
  const clear = shownInClear(register, row, answer, index);
  const hidden = (row.masked ?? []).filter((name) => !clear.includes(name));
  if (hidden.length > 0) throw new Error(`reveal of ${register.id} keeps ${hidden.join(', ')} masked`);
}
