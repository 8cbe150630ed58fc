import { sql } from 'kysely';
import type { SubjectType } from '../../kernel/rulebook/rule.ts';
import type { RulebookVersion } from '../../kernel/rulebook/rulebook.ts';
import type { Db } from '../db/database.ts';
import { keepStatement } from '../db/statement.ts';
import { type Calendars, loadCalendars } from './calendars.ts';
import { EVERYBODY_LOCK, SUBJECT_LOCKS } from './locks.ts';
import { loadVersions } from './versions.ts';

/** What every live evaluation reads besides facts; it changes a few times a year. */
export interface Standing {
  versions: RulebookVersion[];
  calendars: Calendars;
}

/** The server keeps room for a few thousand locks in all; for more subjects one lock on everybody is taken. */
const MOST_LOCKS = 200;

interface Marks {
  evaluated: boolean;
  fingerprint: string;
}

/** The last standing of this process; the fingerprint tells whether the database has moved on. */
let remembered: { fingerprint: string; standing: Standing } | null = null;

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
  const statement = sql<Marks>`
    select set_config('plan_cache_mode', 'force_generic_plan', true),
      pg_advisory_xact_lock_shared(${EVERYBODY_LOCK}), locks.taken, ${marks(now)}
    from (
      select count(pg_advisory_xact_lock(${SUBJECT_LOCKS[subjectType]}, id)) as taken
      from (select distinct (x % 2147483647)::int as id from unnest(${subjectIds}::bigint[]) as x order by 1) s
    ) locks`.compile(db);
  keepStatement(statement.sql);
  const { rows } = await db.executeQuery<Marks>(statement);
  return standingOf(db, rows[0], now);
}

async function lockEverybody(db: Db, now: Date): Promise<Standing | null> {
  const { rows } = await sql<Marks>`select pg_advisory_xact_lock(${EVERYBODY_LOCK}), ${marks(now)}`.execute(db);
  return standingOf(db, rows[0], now);
}

function marks(now: Date) {
  return sql`
    exists (select from duty_watermark) as evaluated,
    (select concat_ws('/', count(*), string_agg(encode(sha256, 'hex') || effective_on, ',' order by id))
      from rulebook_version where published_at <= ${now}) || ' ' ||
    (select concat_ws('/', count(*), max(id), count(superseded_at)) from calendar_day where recorded_at <= ${now}) || ' ' ||
    (select concat_ws('/', count(*), max(published_at)) from calendar_year) || ' ' ||
    (select concat_ws('/', count(*), max(ord_until)) from institution) || ' ' || current_database() as fingerprint`;
}

async function standingOf(db: Db, marks: Marks | undefined, now: Date): Promise<Standing | null> {
  if (!marks?.evaluated) return null;
  if (remembered?.fingerprint === marks.fingerprint) return remembered.standing;
  const standing = { versions: await loadVersions(db, now), calendars: await loadCalendars(db, now) };
  remembered = { fingerprint: marks.fingerprint, standing };
  return standing;
}
