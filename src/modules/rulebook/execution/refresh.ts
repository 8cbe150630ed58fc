import { type RawBuilder, sql } from 'kysely';
import type { Rule } from '../../../kernel/rulebook/rule.ts';
import type { RulebookVersion } from '../../../kernel/rulebook/rulebook.ts';
import { type Context, transact } from '../../../platform/context.ts';
import type { Db } from '../../../platform/db/database.ts';
import { loadVersions, planFor } from '../../../platform/duties/public.ts';
import { lastNeededEntries } from './entries.ts';
import { rushTerms } from './rush.ts';

/**
 * Brings the execution map's tally up to the duties as they stand (依据 RUL-7); safe to run at any time. Only periods of
 * which a duty has changed since the last time are counted anew; all of them where the terms of rush are others now.
 */
export function refreshExecution(ctx: Context): Promise<void> {
  return transact(ctx, async ({ db, clock, zone }) => {
    const now = clock.now();
    const versions = await loadVersions(db, now);
    const terms = JSON.stringify(versions.map(({ id, rulebook }) => [id, rushTerms(rulebook)]));
    await planFor(db, 'everybody');
    const stale = await stalePeriods(db, terms);
    for (const [versionId, periodsOf] of Map.groupBy(stale, ({ version }) => version)) {
      const version = versions.find(({ id }) => id === versionId);
      for (const { rule: ruleId, periods } of periodsOf) {
        const rule = version?.rulebook.rules.find(({ id }) => id === ruleId);
        await count(db, { ruleId, versionId, rule, version, periods, zone });
      }
    }
    await sql`
      insert into execution_mark (refreshed_at, terms) values (${now}, ${terms})
      on conflict (only_row) do update set refreshed_at = excluded.refreshed_at, terms = excluded.terms`.execute(db);
  });
}

type Stale = { rule: string; version: number; periods: string[] };

/** What is to be counted anew, by rule and version; its old counts are gone afterwards. */
async function stalePeriods(db: Db, terms: string): Promise<Stale[]> {
  const mark = await db.selectFrom('execution_mark').selectAll().executeTakeFirst();
  // The same moment again: a duty may have changed in it after the last count.
  const since = mark?.terms === terms ? mark.refreshed_at : new Date(0);
  const { rows } = await sql<Stale>`
    with moved as materialized (select distinct rule_id, period from duty where changed_at >= ${since}),
    gone as (delete from execution_tally t using moved m where t.period = m.period and t.rule_id = m.rule_id)
    select d.rule_id as rule, d.rulebook_version as version, array_agg(distinct d.period) as periods
    from duty d join moved m on m.rule_id = d.rule_id and m.period = d.period
    group by d.rule_id, d.rulebook_version`.execute(db);
  return rows;
}

type Counted = {
  ruleId: string;
  versionId: number;
  /** Undefined where the version is no longer known; then nothing is said about rush. */
  rule: Rule | undefined;
  version: RulebookVersion | undefined;
  periods: string[];
  zone: string;
};

async function count(db: Db, { ruleId, versionId, rule, version, periods, zone }: Counted): Promise<void> {
  const chosen = sql`select * from duty where rule_id = ${ruleId} and rulebook_version = ${versionId}
    and period = any(${periods}::text[])`;
  const terms = version && rushTerms(version.rulebook);
  const entries = (terms && rule && version && lastNeededEntries(rule, version, chosen)) ?? NO_ENTRIES;
  const status = (...names: string[]) => sql`(count(*) filter (where d.status = any(${names}::text[])))::int`;
  await sql`
    insert into execution_tally as t (rule_id, period, bucket, starts_on, institution_id, institution_ord, duties, fulfilled,
      late, breached, waived, void, in_progress, timed, rushed)
    select ${ruleId}, d.period, case when d.period ~ ${SHORTER_THAN_MONTH} then left(d.period, 7) else d.period end,
      case when d.period ~ ${MONTH} then to_date(d.period, 'YYYY-MM')
        else date_trunc('month', min(d.starts_at at time zone ${zone}))::date end,
      d.institution_id, min(d.institution_ord), count(*)::int, ${status('fulfilled')}, ${status('late')},
      ${status('breached')}, ${status('waived')}, ${status('void')}, ${status('pending', 'open', 'suspended')},
      count(e.known_at)::int,
      (count(*) filter (where e.known_at >= d.until_at - make_interval(mins => ${terms?.minutes ?? 0}::int)))::int
    from (${chosen}) d
    left join (${entries}) e on e.subject_id = d.subject_id and e.anchor = d.anchor
    group by d.period, d.institution_id
    on conflict (period, rule_id, institution_id) do update set
      duties = t.duties + excluded.duties, fulfilled = t.fulfilled + excluded.fulfilled, late = t.late + excluded.late,
      breached = t.breached + excluded.breached, waived = t.waived + excluded.waived, void = t.void + excluded.void,
      in_progress = t.in_progress + excluded.in_progress, timed = t.timed + excluded.timed,
      rushed = t.rushed + excluded.rushed`.execute(db);
}

const MONTH = '^\\d{4}-\\d{2}$';
const SHORTER_THAN_MONTH = '^\\d{4}-\\d{2}-';
const NO_ENTRIES: RawBuilder<unknown> = sql`
  select null::bigint as subject_id, null::text as anchor, null::timestamptz as known_at where false`;
