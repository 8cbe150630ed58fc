import { type CompiledQuery, type RawBuilder, sql } from 'kysely';
import { civilDateOf } from '../../kernel/calendar/index.ts';
import type { FactDraft } from '../../kernel/register/public.ts';
import type { SubjectType } from '../../kernel/rulebook/rule.ts';
import type { Context } from '../context.ts';
import type { Db } from '../db/database.ts';
import { createGathering, type Gathering } from '../db/gathering.ts';
import { hasLane, isRefusal, LANES, sendTransaction } from '../db/lane.ts';
import { ensureFactPartitions } from '../db/partitions.ts';
import { keptComposed, slot } from '../db/slots.ts';
import type { Beside } from '../ledger/beside.ts';
import { countingCtes, daySlots, ensureRaisedPartitions, keptFor } from './count-fact.ts';
import { countsForActor, type FactPlan, factPlan } from './fact-plan.ts';
import { EVERYBODY_LOCK, SUBJECT_LOCKS } from './locks.ts';
import { rememberedStanding } from './standing.ts';

/** Facts of one kind that are new for certain, and what is written beside each. */
export interface NewFactKind {
  kind: string;
  subject: SubjectType;
  beside: readonly Beside[];
  /** The institution of a fact that names none, among what `beside` joins. */
  institution?: RawBuilder<unknown>;
}

/**
 * Records a fact whose key nobody has used, its duties and what belongs beside it, committed when the promise is
 * fulfilled with true. False: nothing was written, because more than adding could happen or somebody else is at the
 * subject; the caller then records it in a transaction. `values` are those of `beside`.
 */
export type RecordNewFact = (
  ctx: Context,
  fact: Omit<FactDraft, 'retracted'>,
  values: Record<string, unknown>,
) => Promise<boolean>;

/** Facts that share a transaction; more would hold their subjects longer than one waits gladly. */
const MOST_TOGETHER = 64;

/**
 * Declares a short way into the ledger, for the commonest event by far. All of it is one statement, and what comes while
 * it runs goes together into the next: each fact still stands or falls by itself, with its own audit record.
 */
export function defineNewFact(of: NewFactKind): RecordNewFact {
  return async (ctx, fact, values) => {
    const now = ctx.clock.now();
    const standing = hasLane(ctx.db) ? rememberedStanding(now) : null;
    // Facts read what occurred strictly before the moment; a rule about who acts has another subject to bring up.
    if (!standing || fact.occurred_at >= now || countsForActor(standing, of.kind)) return false;
    const plan = factPlan(standing, {
      kind: of.kind,
      day: civilDateOf(fact.occurred_at, ctx.zone),
      now,
      zone: ctx.zone,
    });
    const gather = gatheringOf(ctx, of, plan, standing.mark);
    return gather({ now, fact, values });
  };
}

type Item = { now: Date; fact: Omit<FactDraft, 'retracted'>; values: Record<string, unknown> };

function gatheringOf(ctx: Context, of: NewFactKind, plan: FactPlan, mark: string): Gathering<Item, boolean> {
  const byDatabase = keptFor(plan, of, () => new WeakMap<object, Gathering<Item, boolean>>());
  const { adapter } = ctx.db.getExecutor();
  const known = byDatabase.get(adapter);
  if (known) return known;
  const statement = keptComposed(ctx.db, together(of, plan));
  const lock = keptComposed(ctx.db, tryLocks(of.subject));
  const fixed = { ...daySlots(plan, ctx.zone), mark };
  const gathering = createGathering<Item, boolean>({ most: MOST_TOGETHER, lanes: LANES }, (items) =>
    recordTogether(ctx.db, plan, items, [
      lock({ subjects: items.map(({ fact }) => fact.subject_id) }),
      statement({ ...fixed, now: latest(items), ...columnsOf(of, items) }),
    ]),
  );
  byDatabase.set(adapter, gathering);
  return gathering;
}

async function recordTogether(
  db: Db,
  plan: FactPlan,
  items: readonly Item[],
  statements: readonly CompiledQuery[],
): Promise<boolean[]> {
  await ensureFactPartitions(db, [plan.day]);
  await ensureRaisedPartitions(db, plan);
  try {
    const [, rows] = await sendTransaction(db, statements);
    const done = new Set((rows as { key: string }[]).map(({ key }) => key));
    return items.map(({ fact }) => done.has(fact.key));
  } catch (error) {
    // One of them made all of them fail; each tries again alone.
    if (isRefusal(error)) return items.map(() => false);
    throw error;
  }
}

const latest = (items: readonly Item[]) => new Date(Math.max(...items.map(({ now }) => now.getTime())));

/** Takes the locks that are free; the others' subjects are somebody else's just now. */
function tryLocks(subject: SubjectType): RawBuilder<unknown> {
  return sql`
    select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('zhanye.locked', array(
      select id from (
        select id, case when pg_try_advisory_xact_lock_shared(${sql.lit(EVERYBODY_LOCK)}::bigint)
          then pg_try_advisory_xact_lock(${sql.lit(SUBJECT_LOCKS[subject])}::int, (id % 2147483647)::int) end as taken
        from unnest(${slot('subjects', 'bigint[]')}) as id
      ) locks where taken
    )::text, true)`;
}

/** What of a draft goes to the ledger's columns, by type. */
const DRAFTED = {
  subject_id: 'bigint',
  key: 'text',
  actor_id: 'bigint',
  institution_id: 'bigint',
  method: 'text',
  ref: 'text',
  occurred_at: 'timestamptz',
  reason: 'text',
  result: 'text',
  due_on: 'date',
  extra: 'jsonb',
} as const satisfies Partial<Record<keyof FactDraft, string>>;

function columnsOf({ beside }: NewFactKind, items: readonly Item[]): Record<string, unknown[]> {
  const drafted = Object.keys(DRAFTED).map((name) => [
    name,
    items.map(({ fact }) => asColumn(fact[name as keyof typeof DRAFTED])),
  ]);
  const added = beside.flatMap(({ columns }) => Object.keys(columns));
  return Object.fromEntries([...drafted, ...added.map((name) => [name, items.map(({ values }) => values[name])])]);
}

function asColumn(value: unknown): unknown {
  const isDocument = typeof value === 'object' && value !== null && !(value instanceof Date);
  return isDocument ? JSON.stringify(value) : (value ?? null);
}

/** Subjects that were locked, as long as the rules that the plan is made of still stand. */
function together({ kind, beside, institution }: NewFactKind, plan: FactPlan): RawBuilder<unknown> {
  const columns = Object.entries(Object.assign({}, DRAFTED, ...beside.map((one) => one.columns)));
  const arrays = columns.map(([name, type]) => slot(name, `${type}[]`));
  const now = slot<Date>('now', 'timestamptz');
  const columnOf = (name: string) =>
    name === 'institution_id' && institution
      ? sql`coalesce(u.institution_id, ${institution}) as institution_id`
      : sql.ref(`u.${name}`);
  return sql`
    with item as materialized (
      select ${sql.join(columns.map(([name]) => columnOf(name)))}, 'register'::text as origin,
        ${slot('day', 'date')} as biz_date
      from unnest(${sql.join(arrays)}) as u (${sql.join(columns.map(([name]) => sql.ref(name)))})
        ${sql.join(
          beside.flatMap(({ joins }) => joins ?? []),
          sql` `,
        )}
      where u.subject_id = any (current_setting('zhanye.locked')::bigint[])
        and (select mark from standing_mark) = ${slot('mark', 'uuid')} and exists (select from duty_watermark)
        and ${sql.join([sql`true`, ...beside.flatMap(({ holds }) => holds ?? [])], sql` and `)}
    ),
    ${sql.join(countingCtes(plan, sql`true`))},
    recorded as (
      insert into fact (kind, key, subject_id, actor_id, institution_id, method, origin, ref, biz_date, occurred_at,
        recorded_at, dated_at, retracted, reason, result, due_on, extra)
      select ${sql.lit(kind)}, key, subject_id, actor_id, institution_id, method, origin, ref, biz_date, occurred_at,
        ${now}, ${now}, false, reason, result, due_on, extra
      from done)
    ${sql.join(
      beside.flatMap(({ writes }) => writes.map((write) => sql`, ${write}`)),
      sql``,
    )}
    select key from done`;
}
