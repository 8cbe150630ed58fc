import { type RawBuilder, sql } from 'kysely';
import type { CivilDate } from '../../kernel/calendar/index.ts';
import type { SubjectType } from '../../kernel/rulebook/rule.ts';
import type { Context } from '../context.ts';
import type { Db } from '../db/database.ts';
import { composed, slot } from '../db/slots.ts';
import { countingCtes, daySlots, ensureRaisedPartitions, holds } from './count-fact.ts';
import { countsForActor, type FactPlan, factPlan, type Selected } from './fact-plan.ts';
import { lockEverybody } from './standing.ts';

/** Many facts that were just recorded for the first time, in the caller's transaction. */
export interface NewFacts {
  kind: string;
  subject: SubjectType;
  /** A query of them: key, subject_id, actor_id, ref, biz_date, occurred_at, and the columns that rules may read. */
  rows: RawBuilder<unknown>;
}

/**
 * Counts many new facts into the duties of their subjects, a day at a time, as `countFact` does one. Subjects with a
 * special case, and people whose own acts are counted, are only marked; `foldStale` brings them up.
 */
export async function countFacts(ctx: Context, facts: NewFacts): Promise<void> {
  const now = ctx.clock.now();
  const standing = await lockEverybody(ctx.db, now);
  if (!standing) return;
  if (countsForActor(standing, facts.kind)) await markActors(ctx.db, facts, now);
  const days = await daysOf(ctx.db, facts);
  const plans = days.map((day) => factPlan(standing, { kind: facts.kind, day, now, zone: ctx.zone }));
  for (const plan of await plansThatMove(ctx.db, facts, plans)) await countDay(ctx, facts, plan, now);
}

async function countDay(ctx: Context, { subject, rows }: NewFacts, plan: FactPlan, now: Date): Promise<void> {
  await ensureRaisedPartitions(ctx.db, plan);
  const query = sql`
    with item as materialized (
      select f.* from (${rows}) f where f.biz_date = ${slot('day', 'date')} and f.occurred_at < ${slot('now', 'timestamptz')}
    ),
    ${sql.join(countingCtes(plan, sql`g.key not in (select key from item)`))}
    ${mark(subject, sql`select subject_id, biz_date from item where key in (select key from special)`, now)}`;
  await ctx.db.executeQuery(composed(query.compile(ctx.db))({ ...daySlots(plan, ctx.zone), now }));
}

async function daysOf(db: Db, { rows }: NewFacts): Promise<CivilDate[]> {
  const { rows: days } = await sql<{ day: CivilDate }>`
    select distinct biz_date as day from (${rows}) f order by 1`.execute(db);
  return days.map(({ day }) => day);
}

/** Most days of a file are long past, and what comes too late counts for nothing: only where a rule selects some of them. */
async function plansThatMove(db: Db, { rows }: NewFacts, plans: FactPlan[]): Promise<FactPlan[]> {
  const selected = plans.flatMap((plan) => (plan.counting.length > 0 ? [] : selectorsOf(plan)));
  const distinct = [...new Map(selected.map((one) => [JSON.stringify([one.version.id, one.selector]), one])).values()];
  const conditions = distinct.map((one) => holds(one, 'f'));
  const { rows: found } = await sql<{ day: CivilDate }>`
    select distinct f.biz_date as day from (${rows}) f
    where ${sql.join([...conditions, sql`false`], sql` or `)}`.execute(db);
  const days = new Set(found.map(({ day }) => day));
  return plans.filter((plan) => plan.counting.length > 0 || days.has(plan.day));
}

function selectorsOf({ raising, answering, barred }: FactPlan): Selected[] {
  return [
    ...barred,
    ...raising.map(({ rule, version }) => ({ selector: rule.trigger, version })),
    ...answering.map(({ rule, version }) => ({ selector: rule.response, version })),
  ];
}

async function markActors(db: Db, { rows }: NewFacts, now: Date): Promise<void> {
  const acts = sql`select actor_id, biz_date from (${rows}) f where actor_id is not null`;
  await mark('staff', acts, now).execute(db);
}

function mark(subject: SubjectType, touched: RawBuilder<unknown>, now: Date): RawBuilder<unknown> {
  return sql`
    insert into duty_stale as s (subject_type, subject_id, since, marked_at)
    select ${subject}::text, t.id, min(t.day), ${now}::timestamptz from (${touched}) t (id, day) group by t.id order by t.id
    on conflict (subject_type, subject_id) do update set since = least(s.since, excluded.since)`;
}
