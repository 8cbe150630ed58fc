import { sql } from 'kysely';
import { addDays, type CivilDate } from '../../src/kernel/calendar/index.ts';
import type { AnyRegister, Field } from '../../src/kernel/register/public.ts';
import type { AdminRole, HeldAppointment, Principal, Role } from '../../src/platform/context.ts';
import type { Db } from '../../src/platform/db/database.ts';
import { PARENTS } from './parents.ts';
import { type RegisterRow, type Rule, ruleOf } from './table.ts';

/** He who asks, in whatever role. */
const ME = 1001;
const SOMEBODY = 2002;
/** Where he holds it: `[from, until)`. A person of two posts holds the second elsewhere. */
const HERE = { ord: 100, ordUntil: 200 };
const ELSEWHERE = { ord: 300, ordUntil: 400 };

/** `roles` in the words of the table; `system security auditor` are the administrators. */
export type Person = {
  name: string;
  principal: Principal;
  posts: readonly { role: string; ord: number; ordUntil: number }[];
};

const ROLES: readonly Role[] = ['rm', 'leader', 'president', 'business', 'hr', 'audit', 'clerk', 'none'];
const ADMINISTRATORS: Readonly<Record<string, AdminRole>> = {
  system: 'system',
  security: 'security',
  auditor: 'audit',
};

export const PEOPLE: readonly Person[] = [
  ...ROLES.map((role) => holder(role, [{ role, ...HERE }])),
  ...Object.entries(ADMINISTRATORS).map(([name, adminRole]) => ({
    name,
    principal: principalOf([], adminRole),
    posts: [{ role: name, ord: 0, ordUntil: 0 }],
  })),
  holder('rm here, leader elsewhere', [
    { role: 'rm', ...HERE },
    { role: 'leader', ...ELSEWHERE },
  ]),
  holder('without a post', []),
];

function holder(name: string, posts: readonly { role: Role; ord: number; ordUntil: number }[]): Person {
  return {
    name,
    principal: principalOf(
      posts.map((post) => ({ ...post, post: post.role, institutionId: 1 })),
      null,
    ),
    posts,
  };
}

function principalOf(appointments: readonly HeldAppointment[], adminRole: AdminRole | null): Principal {
  return { accountId: 1, staffId: ME, staffNo: 'ME', name: '本人', adminRole, appointments };
}

type Relations = Omit<Planted, 'id' | 'index'>;

/** A row of which every relation is known, because it was planted so. */
export type Planted = {
  id: number;
  index: number;
  own: readonly string[];
  held: boolean;
  helped: boolean;
  ord: number;
  ended: boolean;
};

/** Edges of both ranges from inside and outside, and the head office. */
const ORDS = [0, 99, 100, 199, 200, 299, 300, 399, 400];

/** Columns of those who must not act that do not by themselves make a row one's own. */
function barred(row: RegisterRow): string[] {
  const texts = [row.create, row.update, ...Object.values(row.acts ?? {})];
  const never = new Set(texts.flatMap((text) => ruleOf(text).never));
  return [...never].filter((column) => !row.own?.includes(column));
}

/** One row for every way in which a row can be somebody's, at the edges of his institution. */
function layOut(row: RegisterRow): Relations[] {
  const at = (ord: number, own: readonly string[] = [], held = false) => ({
    ord,
    own,
    held,
    helped: false,
    ended: false,
  });
  return [
    ...ORDS.map((ord) => at(ord)),
    // A person has one row of his own where the row is the person.
    ...(row.own ?? []).flatMap((column) => (column === 'id' ? [150] : [0, 150, 350]).map((ord) => at(ord, [column]))),
    ...(row.own && row.own.length > 1 ? [at(150, row.own)] : []),
    ...barred(row).map((column) => at(150, [...(row.own ?? []), column])),
    ...(row.holder ? [at(0, [], true), at(150, [], true)] : []),
    ...(row.helper
      ? [
          { ...at(0), helped: true },
          { ...at(150), helped: true },
        ]
      : []),
    ...(row.holder && row.own ? [at(0, row.own, true)] : []),
  ];
}

/**
 * Empties the register's table and plants the grid, every row in `state`. Foreign keys are off in the database of these
 * tests; what a row refers to is there only where access depends on it. A row that cannot stand beside an earlier one (one is on one outing at a time)
 * is left out.
 */
export async function plantGrid(
  db: Db,
  register: AnyRegister,
  row: RegisterRow,
  state: string | undefined,
): Promise<Planted[]> {
  const grid = layOut(row);
  if (register.storage === 'ledger') grid.push({ ord: 150, own: row.own ?? [], held: true, helped: true, ended: true });
  await sql`delete from ${sql.table(register.table)}`.execute(db);
  await sql`delete from customer`.execute(db);
  await sql`delete from customer_assistant`.execute(db);
  const planted: Planted[] = [];
  for (const [index, relations] of grid.entries()) {
    const values = valuesOf(register, row, relations, index, state);
    await plantCustomer(db, register, relations, index);
    const parent = PARENTS[register.id];
    const staffId = relations.own.length > 0 ? ME : SOMEBODY + index;
    if (parent) await parent.plant(db, { id: values[parent.column] as number, staffId, relations });
    const id = await insert(db, register.table, values, row.own?.includes('id') ?? false);
    if (id === null) continue;
    if (relations.helped) await plantHelper(db, register.table === 'customer' ? id : customerOf(index));
    planted.push({ ...relations, index, id });
  }
  return planted;
}

function valuesOf(
  register: AnyRegister,
  row: RegisterRow,
  { own, held, ord, ended }: Relations,
  index: number,
  state: string | undefined,
): Record<string, unknown> {
  const fields = Object.entries(register.fields as Record<string, Field>);
  const values: Record<string, unknown> = {
    ...Object.fromEntries(fields.map(([name, field]) => [name, sampleOf(name, field, index)])),
    recorded_at: new Date('2026-03-05T01:00:00Z'),
    ...(state !== undefined && { state }),
    ...(ended && { superseded_at: new Date('2026-03-05T01:00:01Z') }),
    ...('customer_id' in register.fields && { customer_id: customerOf(index) }),
  };
  for (const column of [...(row.own ?? []), ...barred(row)])
    values[column] = own.includes(column) ? ME : SOMEBODY + index;
  if (row.lies !== undefined && row.lies !== 'customer') values[row.lies] = ord;
  if (row.holder !== undefined && row.holder !== 'customer') values[row.holder] = held ? ME : SOMEBODY;
  return values;
}

const customerOf = (index: number) => 5000 + index;

/** I assist with the customer, whom somebody else holds. */
async function plantHelper(db: Db, customer: number): Promise<void> {
  await sql`insert into customer_assistant (customer_id, staff_id) values (${customer}, ${ME})`.execute(db);
}

/** Every row has a customer of its own, who lies and is held as the row. */
async function plantCustomer(db: Db, { table }: AnyRegister, { ord, held }: Relations, index: number): Promise<void> {
  if (table === 'customer') return;
  await insert(
    db,
    'customer',
    {
      id: customerOf(index),
      no: `C${index}`,
      name: `客户${index}`,
      kind: 'corporate',
      pinyin: 'kehu',
      institution_id: 1,
      institution_ord: ord,
      holder_id: held ? ME : SOMEBODY,
      opened_on: '2020-01-01',
      recorded_at: new Date('2026-03-05T01:00:00Z'),
    },
    true,
  );
}

async function insert(db: Db, table: string, row: Record<string, unknown>, numbered: boolean): Promise<number | null> {
  const names = Object.keys(row).filter((name) => row[name] !== undefined);
  const { rows } = await sql<{ id: number }>`
    insert into ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))})
    ${sql.raw(numbered ? 'overriding system value' : '')}
    values (${sql.join(names.map((name) => sql`${row[name]}`))}) on conflict do nothing returning id`.execute(db);
  return rows[0]?.id ?? null;
}

const FIRST_DAY = '2026-03-05' as CivilDate;

const SAMPLES: Readonly<Record<string, (index: number) => unknown>> = {
  date: (index) => addDays(FIRST_DAY, index),
  'timestamp with time zone': () => new Date('2026-03-05T01:00:00Z'),
  'numeric(18,2)': () => '12.34',
  integer: () => 1,
  bigint: (index) => 7000 + index,
  boolean: () => true,
};

/** A value that the column takes, another for each row where it may have to be unique. */
export function sampleOf(name: string, field: Field, index: number): unknown {
  const values = field.options.values as Record<string, string> | undefined;
  if (values) return Object.keys(values)[0];
  return field.kind.column === 'text' ? `${name}-样例-${index}` : SAMPLES[field.kind.column]?.(index);
}

/** What the table says: may this person do it to this row? */
export function isAllowed(rule: Rule, { posts }: Person, row: Planted): boolean {
  if (row.ended || rule.never.some((column) => row.own.includes(column))) return false;
  return posts.some(({ role, ord, ordUntil }) =>
    (rule.relations[role] ?? []).some((relation) => {
      if (relation === 'own') return row.own.length > 0;
      if (relation === 'held') return row.held;
      if (relation === 'helped') return row.helped;
      return relation === 'all' || (row.ord >= ord && row.ord < ordUntil);
    }),
  );
}

export type Rules = Readonly<Record<'read' | 'create' | 'update' | 'export' | 'reveal', Rule>> & {
  acts: Readonly<Record<string, Rule>>;
};

export function rulesOf(row: RegisterRow): Rules {
  const acts = Object.entries(row.acts ?? {}).map(([name, text]) => [name, ruleOf(text)] as const);
  return {
    read: ruleOf(row.read),
    create: ruleOf(row.create),
    update: ruleOf(row.update),
    export: ruleOf(row.export),
    reveal: ruleOf(row.reveal),
    acts: Object.fromEntries(acts),
  };
}
