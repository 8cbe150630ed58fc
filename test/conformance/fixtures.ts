import { sql } from 'kysely';
import pg from 'pg';
import { ROLES } from '../../src/kernel/access/roles.ts';
import { AppError } from '../../src/kernel/errors/public.ts';
import type { Action, AnyRegister, Field, Grants } from '../../src/kernel/register/public.ts';
import type { AdminRole, Context, Principal } from '../../src/platform/context.ts';
import type { Db } from '../../src/platform/db/database.ts';

export const SELF = 1;
const SOMEBODY_ELSE = 2;

/** Holds every role over the whole bank, and the administration that the grants name, if any. */
export function whoeverMay(grants: Grants): Principal {
  const admin = Object.keys(grants).find((grantee) => grantee.startsWith('admin:'));
  const wide = { post: '全部', institutionId: 1, ord: 0, ordUntil: 2 ** 31 - 1 };
  return {
    accountId: 1,
    staffId: SELF,
    staffNo: '0001',
    name: '测试',
    adminRole: (admin?.slice('admin:'.length) as AdminRole | undefined) ?? null,
    appointments: ROLES.map((role) => ({ ...wide, role })),
  };
}

/** The account of `whoeverMay`. */
export async function openAccount(db: Db): Promise<void> {
  await sql`
    insert into account (id, login, staff_id, password_hash, created_at) overriding system value
    values (1, 'tester', ${SELF}, '', '2026-03-05T00:00:00Z')`.execute(db);
}

const SAMPLES: Readonly<Record<string, unknown>> = {
  text: '样例',
  date: '2026-03-05',
  'timestamp with time zone': new Date('2026-03-05T09:00:00+08:00'),
  'numeric(18,2)': '12.34',
  integer: 1,
  bigint: 1,
  boolean: true,
  'text[]': ['样例'],
};

/** Where a register's own rules want more of a value than its column does. */
const SOUND: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  staff: { supervisor_id: SOMEBODY_ELSE },
  appointment: { valid_until: '2026-12-31' },
  custody: { staff_id: SOMEBODY_ELSE, valid_until: '2026-12-31' },
  leave: { from_date: '2026-03-06', to_date: '2026-03-06' },
  task: { due_at: new Date('2026-03-06T17:00:00+08:00') },
  'meeting-series': { starts_at: '08:20' },
  outing: { acknowledged_at: null, acknowledged_by: null },
  outing_stop: { arrival_position: '28.68,115.86' },
  work_paper: { period_start: '2026-03-02' },
};

/** The same as a request says it. */
export function jsonSampleOf(register: AnyRegister, name: string): unknown {
  const sample = sampleOf(register, name);
  return sample instanceof Date ? sample.toISOString() : sample;
}

/** A value that the column takes; of a closed list its first. */
export function sampleOf(register: AnyRegister, name: string): unknown {
  const sound = SOUND[register.id];
  if (sound && name in sound) return sound[name];
  const field: Field = register.fields[name];
  const values = field.options.values as Record<string, string> | undefined;
  return values ? Object.keys(values)[0] : SAMPLES[field.kind.column];
}

type Planting = {
  state?: string;
  version?: number;
  mine?: true | { but: readonly string[] };
  values?: Readonly<Record<string, unknown>>;
};

/**
 * A row of any register in any state, foreign keys aside. `mine` puts the caller into the columns that make a row his
 * own, all of them or all but some; `values` stand instead of samples.
 */
export async function plantRow(
  ctx: Context,
  register: AnyRegister,
  { state, version, mine = true, values }: Planting,
): Promise<number> {
  const fields = Object.keys(register.fields).map((name) => [name, sampleOf(register, name)]);
  const people = peopleOf(register)
    .filter((name) => name !== 'id')
    .map((name) => [name, mine === true || !mine.but.includes(name) ? SELF : SOMEBODY_ELSE]);
  const row: Record<string, unknown> = {
    ...Object.fromEntries(fields),
    ...Object.fromEntries(people),
    ...values,
    recorded_at: ctx.clock.now(),
    ...(state !== undefined && { state }),
    ...(version !== undefined && { version }),
  };
  return ctx.db.transaction().execute(async (db) => {
    await sql`set local session_replication_role = replica`.execute(db);
    await sql`delete from ${sql.table(register.table)}`.execute(db);
    const names = Object.keys(row);
    const { rows } = await sql<{ id: number }>`
      insert into ${sql.table(register.table)} (${sql.join(names.map((name) => sql.ref(name)))})
      values (${sql.join(names.map((name) => sql`${row[name]}`))}) returning id`.execute(db);
    return rows[0]?.id ?? 0;
  });
}

/** Columns that make a row one's own, or oneself the one who must not act. */
function peopleOf({ scope, actions, notBy }: AnyRegister): string[] {
  const kept = Object.values(actions as Record<string, Action>).flatMap((action) => action.notBy ?? []);
  return [...new Set<string>([...(scope.self ?? []), ...kept, ...(notBy?.create ?? []), ...(notBy?.update ?? [])])];
}

/** The code with which the work was refused, undefined if it was not. Throws what is no refusal. */
export async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  const failure = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (failure === undefined || failure instanceof AppError) return failure?.problems[0]?.code;
  // A row without its parents, which foreign keys refuse.
  if (failure instanceof pg.DatabaseError) return 'CONFLICT';
  throw failure;
}

export type LiveColumn = { name: string; type: string; required: boolean };

/** The table's columns as the catalogue has them. */
export async function liveColumns(db: Db, table: string): Promise<LiveColumn[]> {
  const { rows } = await sql<LiveColumn>`
    select attname as name, format_type(atttypid, atttypmod) as type, attnotnull as required
    from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped
    order by attname collate "C"`.execute(db);
  return rows;
}

/** The columns that the declaration asks for. */
export function declaredColumns(register: AnyRegister): LiveColumn[] {
  const own = Object.entries(register.fields as Record<string, Field>).map(([name, field]) => ({
    name,
    type: field.kind.column,
    required: field.required,
  }));
  const storage: LiveColumn[] = [
    { name: 'id', type: 'bigint', required: true },
    { name: 'recorded_at', type: 'timestamp with time zone', required: true },
    ...(register.storage === 'entity'
      ? [{ name: 'version', type: 'integer', required: true }]
      : [{ name: 'superseded_at', type: 'timestamp with time zone', required: false }]),
    ...(register.states ? [{ name: 'state', type: 'text', required: true }] : []),
  ];
  return [...own, ...storage].sort((a, b) => (a.name < b.name ? -1 : 1));
}
