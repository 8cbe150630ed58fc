import { sql } from 'kysely';
import type { Db } from '../db/database.ts';

/**
 * How PostgreSQL is to plan, for the rest of the transaction. The stages of an evaluation are relations without
 * statistics: for everybody at once its guess of a few rows would choose loops that never end, so joins are hashed; for
 * a few subjects the guess is right, and one plan for all values saves planning each time.
 */
export async function planFor(db: Db, size: 'everybody' | 'few'): Promise<void> {
  if (size === 'few') await sql`select set_config('plan_cache_mode', 'force_generic_plan', true)`.execute(db);
  else {
    await sql`
      select set_config('enable_nestloop', 'off', true), set_config('enable_mergejoin', 'off', true),
        set_config('work_mem', ${WORK_MEM}, true), set_config('plan_cache_mode', 'force_custom_plan', true)`.execute(
      db,
    );
  }
}

/**
 * Whether a few subjects have so many periods that their stages are no longer few rows: of a daily rule, two years of six
 * customers are four thousand, and loops within loops over them do not end.
 */
export function isMuch(subjects: number, periods: number): boolean {
  return subjects * periods > MANY_DUTIES;
}

const MANY_DUTIES = 200;

/** Enough for the hashes of some hundred thousand customers; one evaluation runs at a time. */
const WORK_MEM = '128MB';
