import { sql } from 'kysely';
import { addDays, startOfDay } from '../../../kernel/calendar/index.ts';
import type { Context } from '../../../platform/context.ts';
import { readCheckpoints } from '../../../platform/ledger/public.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { isWatched } from '../audit/watched.ts';

/** Tasks of the last week: what failed longer ago was seen or has been done again. */
const TASK_DAYS = 7;
const MOST_TASKS = 8;
/** Whoever has not signed in for so long probably needs no account any more. */
const IDLE_DAYS = 90;

export type LastImport = {
  kind: string;
  at: Date;
  who: string | null;
  read: number;
  accepted: number;
  refused: number;
};

export type RecentTask = {
  id: number;
  kind: string;
  title: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  owner: string | null;
  createdAt: Date;
  endedAt: Date | null;
};

export type Health = {
  now: Date;
  database: { version: string; bytes: number; connections: number };
  duties: { asOf: Date | null; stale: number };
  chain: { unsealed: number; oldestUnsealedAt: Date | null; checkpointAt: string | null };
  tasks: { waiting: number; running: number; failed: number; recent: RecentTask[] };
  accounts: { total: number; locked: number; disabled: number; idle: number; plainAdmins: number };
  lastBackup: { at: Date; file: string | null } | null;
  imports: LastImport[];
};

/** What whoever runs the system has to look after. No customer is read. `checkpoints`: their file, where one is kept. */
export async function health(ctx: Context, checkpoints: string | undefined): Promise<Health> {
  return {
    now: ctx.clock.now(),
    database: await databaseOf(ctx),
    duties: await dutiesOf(ctx),
    chain: {
      ...(await unsealedOf(ctx)),
      checkpointAt: checkpoints === undefined ? null : ((await readCheckpoints(checkpoints)).at(-1)?.at ?? null),
    },
    tasks: await tasksOf(ctx),
    accounts: await accountsOf(ctx),
    lastBackup: await lastBackupOf(ctx),
    imports: await importsOf(ctx),
  };
}

async function databaseOf({ db }: Context): Promise<Health['database']> {
  const { rows } = await sql<Health['database']>`
    select current_setting('server_version') as version, pg_database_size(current_database())::float8 as bytes,
      (select count(*)::int from pg_stat_activity where datname = current_database()) as connections`.execute(db);
  return rows[0] as Health['database'];
}

async function dutiesOf({ db }: Context): Promise<Health['duties']> {
  const { rows } = await sql<Health['duties']>`
    select (select as_of from duty_watermark) as "asOf", (select count(*)::int from duty_stale) as stale`.execute(db);
  return rows[0] as Health['duties'];
}

async function unsealedOf({ db }: Context): Promise<Pick<Health['chain'], 'unsealed' | 'oldestUnsealedAt'>> {
  const { rows } = await sql<Pick<Health['chain'], 'unsealed' | 'oldestUnsealedAt'>>`
    select count(*)::int as unsealed, min(r.at) as "oldestUnsealedAt"
    from audit_unsealed u join audit_record r on r.id = u.record_id`.execute(db);
  return rows[0] as Pick<Health['chain'], 'unsealed' | 'oldestUnsealedAt'>;
}

/** Whose tasks they are, and what they are called; files and results stay their owners'. */
async function tasksOf(ctx: Context): Promise<Health['tasks']> {
  const since = startOfDay(addDays(momentOf(ctx).today, 1 - TASK_DAYS), ctx.zone);
  const { rows: counts } = await sql<Omit<Health['tasks'], 'recent'>>`
    select (count(*) filter (where state = 'waiting'))::int as waiting,
      (count(*) filter (where state = 'running'))::int as running,
      (count(*) filter (where state = 'failed' and ended_at >= ${since}))::int as failed
    from task`.execute(ctx.db);
  const { rows: recent } = await sql<RecentTask>`
    select t.id, t.kind, t.title, t.state, coalesce(s.name, a.login) as owner, t.created_at as "createdAt",
      t.ended_at as "endedAt"
    from (select * from task order by id desc limit ${MOST_TASKS}) t
    left join account a on a.id = t.owner_id left join staff s on s.id = a.staff_id
    order by t.id desc`.execute(ctx.db);
  return { ...(counts[0] as Omit<Health['tasks'], 'recent'>), recent };
}

async function accountsOf(ctx: Context): Promise<Health['accounts']> {
  const { now, today } = momentOf(ctx);
  const { rows } = await sql<Health['accounts']>`
    select count(*)::int as total, (count(*) filter (where a.locked_until > ${now}))::int as locked,
      (count(*) filter (where a.disabled_at is not null))::int as disabled,
      (count(*) filter (where a.disabled_at is null and coalesce(s.seen_at, a.created_at) < ${startOfDay(
        addDays(today, -IDLE_DAYS),
        ctx.zone,
      )}))::int as idle,
      (count(*) filter (where a.admin_role is not null and a.disabled_at is null and not a.totp_confirmed))::int
        as "plainAdmins"
    from account a
    left join (select account_id, max(seen_at) as seen_at from session group by account_id) s on s.account_id = a.id`.execute(
    ctx.db,
  );
  return rows[0] as Health['accounts'];
}

async function lastBackupOf({ db }: Context): Promise<Health['lastBackup']> {
  const { rows } = await sql<{ at: Date; file: string | null }>`
    select r.at, r.detail ->> 'file' as file from audit_record r where ${isWatched} and r.action = 'backup'
    order by r.at desc limit 1`.execute(db);
  return rows[0] ?? null;
}

/** The newest of each kind. */
async function importsOf({ db }: Context): Promise<LastImport[]> {
  const { rows } = await sql<LastImport>`
    select distinct on (r.action) substr(r.action, length('import.') + 1) as kind, r.at, coalesce(s.name, a.login) as who,
      (r.detail ->> 'read')::int as read, (r.detail ->> 'accepted')::int as accepted,
      (r.detail ->> 'refused')::int as refused
    from audit_record r left join account a on a.id = r.account_id left join staff s on s.id = r.staff_id
    where ${isWatched} and r.action like 'import.%' order by r.action, r.at desc, r.id desc`.execute(db);
  return rows;
}
