import { type CompiledQuery, type RawBuilder, sql } from 'kysely';
import type { SubjectType } from '../../kernel/rulebook/rule.ts';
import type { RulebookVersion } from '../../kernel/rulebook/rulebook.ts';
import type { Db } from '../db/database.ts';
import { keepStatement } from '../db/statement.ts';
import { type Calendars, loadCalendars } from './calendars.ts';
import { EVERYBODY_LOCK, SUBJECT_LOCKS } from './locks.ts';
import { loadVersions } from './versions.ts';

/** What every live evaluation reads besides facts; it changes a few times a year. */
export interface Standing {
  /** Another one after every change in the database of what stands here. */
  mark: string;
  versions: RulebookVersion[];
  calendars: Calendars;
}

/** The server keeps room for a few thousand locks in all; for more subjects one lock on everybody is taken. */
const MOST_LOCKS = 200;

interface Marks {
  evaluated: boolean;
  mark: string;
}

/** The last standing of this process, with the moments between which it is what is known. */
let remembered: { standing: Standing; since: Date; until: Date | null } | null = null;

/**
 * Locks some subjects for the rest of the transaction, so that what is read next sees what the one before us wrote, and
 * returns what rules them now. Null before the first evaluation: there are no live duties to keep up.
 */
export async function lockSubjects(
  db: Db,
  subjectType: SubjectType,
  subjectIds: number[],
  now: Date,
): Promise<Standing | null> {
  if (subjectIds.length > MOST_LOCKS) return lockEverybody(db, now);
  // For a few subjects one plan serves all values; with partitions the server would otherwise plan anew each time.
  await run(
    db,
    sql`
    select set_config('plan_cache_mode', 'force_generic_plan', true),
      pg_advisory_xact_lock_shared(${EVERYBODY_LOCK}), locks.taken
    from (
      select count(pg_advisory_xact_lock(${SUBJECT_LOCKS[subjectType]}, id)) as taken
      from (select distinct (x % 2147483647)::int as id from unnest(${subjectIds}::bigint[]) as x order by 1) s
    ) locks`,
  );
  return readStanding(db, now);
}

/** Locks whoever brings up single subjects out, for the rest of the transaction. */
export async function lockEverybody(db: Db, now: Date): Promise<Standing | null> {
  await sql`select pg_advisory_xact_lock(${EVERYBODY_LOCK})`.execute(db);
  return readStanding(db, now);
}

/** What this process remembers for `now`, without asking the database; who relies on it compares its mark. */
export function rememberedStanding(now: Date): Standing | null {
  if (!remembered || now < remembered.since || (remembered.until !== null && now >= remembered.until)) return null;
  return remembered.standing;
}

/** Read by a statement of its own: one that waited for a lock sees what was before the wait. */
async function readStanding(db: Db, now: Date): Promise<Standing | null> {
  const [marks] = await run<Marks>(
    db,
    sql`select exists (select from duty_watermark) as evaluated, (select mark from standing_mark) as mark`,
  );
  if (!marks?.evaluated) return null;
  const known = rememberedStanding(now);
  if (known?.mark === marks.mark) return known;
  const standing = { mark: marks.mark, versions: await loadVersions(db, now), calendars: await loadCalendars(db, now) };
  remembered = { standing, ...(await loadValidity(db, now)) };
  return standing;
}

async function run<Row>(db: Db, query: RawBuilder<unknown>): Promise<Row[]> {
  const statement = query.compile(db);
  keepStatement(statement.sql);
  return (await db.executeQuery<Row>(statement as CompiledQuery<Row>)).rows;
}

/** Since when nothing was published, and the next publication that is dated ahead. */
async function loadValidity(db: Db, now: Date): Promise<{ since: Date; until: Date | null }> {
  const { rows } = await sql<{ since: Date | null; until: Date | null }>`
    select max(at) filter (where at <= ${now}) as since, min(at) filter (where at > ${now}) as until
    from (
      select published_at as at from rulebook_version union all select published_at from calendar_year
      union all select recorded_at from calendar_day
    ) published`.execute(db);
  return { since: rows[0]?.since ?? new Date(0), until: rows[0]?.until ?? null };
}
