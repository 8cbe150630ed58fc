import { sql } from 'kysely';
import { type CivilDate, civilDateOf } from '../../kernel/calendar/index.ts';
import type { FactDraft } from '../../kernel/register/public.ts';
import type { Context } from '../context.ts';
import { ensureFactPartitions } from '../db/partitions.ts';

export type FactEntry = FactDraft & {
  kind: string;
  /** True when no earlier fact can have this kind and key, as for a row just created: nothing is then looked for. */
  fresh?: boolean;
};

/**
 * Whose duties a fact may have moved, and the earliest civil date that it concerns. `fact` is there when all that
 * happened is that this fact is new.
 */
export type Moved = {
  subjectId: number;
  actorId: number | null;
  since: CivilDate;
  fact?: { kind: string; key: string; bizDate: CivilDate };
};

/**
 * Appends facts of registers; they become known now. An entry whose kind and key are already in force corrects or
 * (with `retracted`) withdraws that fact: the old version is superseded. `dated_at` stays when the day stays, so that
 * correcting a result late loses nothing. Returns whose duties have to be refreshed.
 */
export async function recordFacts(ctx: Context, entries: readonly FactEntry[]): Promise<Moved[]> {
  if (entries.length === 0) return [];
  const now = ctx.clock.now();
  const rows = entries.map((entry) => toRow(entry, ctx.zone));
  await ensureFactPartitions(ctx.db, new Set(rows.map((row) => row.biz_date)));
  const superseded = await supersede(ctx, rows, now);
  await sql`
    insert into fact (kind, key, subject_id, actor_id, institution_id, method, origin, ref, biz_date, occurred_at,
      recorded_at, dated_at, retracted, reason, result, due_on, extra)
    select kind, key, subject_id, actor_id, institution_id, method, 'register', ref, biz_date, occurred_at,
      ${now}, coalesce(dated_at, ${now}), retracted, reason, result, due_on, extra
    from jsonb_to_recordset(${JSON.stringify(withDatedAt(rows, superseded))}::jsonb) as entry (
      kind text, key text, subject_id bigint, actor_id bigint, institution_id bigint, method text, ref text,
      biz_date date, occurred_at timestamptz, dated_at timestamptz, retracted boolean, reason text, result text,
      due_on date, extra jsonb
    )`.execute(ctx.db);
  const corrected = new Set(superseded.map(({ kind, key }) => `${kind}\n${key}`));
  return [...rows, ...superseded].map((row) => ({
    subjectId: row.subject_id,
    actorId: row.actor_id ?? null,
    since: row.biz_date,
    ...(isNew(row, corrected) && { fact: { kind: row.kind, key: row.key, bizDate: row.biz_date } }),
  }));
}

function isNew(row: FactRow | Superseded, corrected: ReadonlySet<string>): boolean {
  return 'retracted' in row && !row.retracted && !corrected.has(`${row.kind}\n${row.key}`);
}

type FactRow = Omit<FactDraft, 'occurred_at'> & {
  kind: string;
  fresh: boolean;
  occurred_at: string;
  biz_date: CivilDate;
  retracted: boolean;
};

type Superseded = {
  kind: string;
  key: string;
  subject_id: number;
  actor_id: number | null;
  biz_date: CivilDate;
  dated_at: string;
};

function toRow(entry: FactEntry, zone: string): FactRow {
  return {
    ...entry,
    fresh: entry.fresh ?? false,
    retracted: entry.retracted ?? false,
    occurred_at: entry.occurred_at.toISOString(),
    biz_date: civilDateOf(entry.occurred_at, zone),
  };
}

/** Ends the versions in force. Instants stay texts on the way, so that microseconds survive. */
async function supersede(ctx: Context, rows: readonly FactRow[], now: Date): Promise<Superseded[]> {
  const known = rows.filter((row) => !row.fresh);
  if (known.length === 0) return [];
  await lockKeys(ctx, known);
  const ended = await sql<Superseded>`
    update fact set superseded_at = ${now}
    from unnest(${known.map(({ kind }) => kind)}::text[], ${known.map(({ key }) => key)}::text[]) as wanted (kind, key)
    where fact.kind = wanted.kind and fact.key = wanted.key and fact.superseded_at is null
    returning fact.kind, fact.key, fact.subject_id, fact.actor_id, fact.biz_date,
      fact.dated_at::text as dated_at`.execute(ctx.db);
  return ended.rows;
}

/** First key of the locks on facts that are corrected; the second is one of so many groups of keys. */
const FACT_LOCK = 7_307;
const LOCK_GROUPS = 512;

/**
 * Two who correct one fact wait for each other here, in a statement before the one that looks for the version in force:
 * the second would not see the first one's version and leave two of them.
 */
async function lockKeys(ctx: Context, rows: readonly FactRow[]): Promise<void> {
  const keys = rows.map(({ kind, key }) => `${kind}\n${key}`);
  await sql`
    select pg_advisory_xact_lock(${FACT_LOCK}::int, locked) from (
      select distinct (hashtext(key) & ${LOCK_GROUPS - 1}::int) as locked from unnest(${keys}::text[]) as key order by 1
    ) groups`.execute(ctx.db);
}

function withDatedAt(rows: readonly FactRow[], superseded: readonly Superseded[]): object[] {
  const before = new Map(superseded.map((row) => [`${row.kind}\n${row.key}`, row]));
  return rows.map((row) => {
    const old = before.get(`${row.kind}\n${row.key}`);
    return { ...row, dated_at: old?.biz_date === row.biz_date ? old.dated_at : null };
  });
}
