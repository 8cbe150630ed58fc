import { sql } from 'kysely';
import { addDays, type CivilDate, type Period, startOfDay } from '../../src/kernel/calendar/index.ts';
import type { RulebookVersion } from '../../src/kernel/rulebook/rulebook.ts';
import type { Db } from '../../src/platform/db/database.ts';
import { writeDuties } from '../../src/platform/duties/diff-writer.ts';
import { desiredQueries, type Evaluation } from '../../src/platform/duties/evaluate.ts';
import { planFor } from '../../src/platform/duties/plan.ts';
import { declaredVocabulary } from '../../src/platform/duties/public.ts';
import type { Bench } from './bench.ts';
import { timed } from './timing.ts';

const PAST_EXTENSIONS = 20;

/**
 * Milliseconds of working out some rules' duties of closed months (the last one if not said otherwise) and filling their
 * emptied partitions with them, indexes included; rolled back, so that every round begins alike.
 */
export async function refill(
  { ctx, closed }: Bench,
  versions: RulebookVersion[],
  ruleIds: string[],
  months: readonly Period[] = [closed],
): Promise<number> {
  const first = (months[0] ?? closed).start;
  const end = startOfDay(closed.end as CivilDate, ctx.zone);
  const now = ctx.clock.now();
  const evaluation: Evaluation = {
    vocabulary: declaredVocabulary(),
    versions,
    asOf: end,
    known: now,
    zone: ctx.zone,
    // From here no extension of the month before reaches any day, so that these months alone are asked for.
    since: addDays(first, PAST_EXTENSIONS),
    ruleIds,
  };
  return rolledBack(ctx.db, async (db) => {
    for (const { label } of months) await sql`truncate ${sql.table(`duty_${label.replace('-', '_')}`)}`.execute(db);
    return timed(async () => {
      await planFor(db, 'everybody');
      for (const desired of await desiredQueries(db, evaluation)) {
        await writeDuties(db, desired, { asOf: end, changedAt: now });
      }
    });
  });
}

/** Runs `body` in a transaction and leaves nothing of it. */
export async function rolledBack<Value>(db: Db, body: (db: Db) => Promise<Value>): Promise<Value> {
  const transaction = await db.startTransaction().execute();
  try {
    return await body(transaction);
  } finally {
    await transaction.rollback().execute();
  }
}
