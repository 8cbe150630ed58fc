import { type RawBuilder, sql } from 'kysely';
import { ensureFactPartitions } from '../db/partitions.ts';
import { type ImportRun, rowsOf } from './run.ts';

/** Months further away than this go to the default partition: a file of wild dates must not make a thousand tables. */
const PARTITIONS = { yearsBack: 30, yearsAhead: 2 };

/** Makes the months ready in which the staged facts occurred; the column of their time is `local_time`. */
export async function prepareFactMonths(run: ImportRun): Promise<void> {
  const months = await rowsOf<{ month: string }>(
    run,
    sql`select distinct date_trunc('month', local_time)::date as month from import_row
      where local_time between ${run.today}::date - make_interval(years => ${PARTITIONS.yearsBack})
        and ${run.today}::date + make_interval(years => ${PARTITIONS.yearsAhead})`,
  );
  await ensureFactPartitions(
    run.database.kysely,
    months.map(({ month }) => month),
  );
}

export async function warnOfFuture(run: ImportRun): Promise<void> {
  const [future] = await rowsOf<{ count: number }>(
    run,
    sql`select count(*) as count from import_line where problem is null and occurred_at > ${run.now}::timestamptz`,
  );
  if (future && future.count > 0) run.warn(`${future.count} 行的时间在将来，到那时才计入`);
}

/**
 * The changes of facts with `dated_at`: the moment of the version that last moved the fact to its day, so that a
 * correction of anything else loses nothing. Their plan carries `biz_date` and `dated_at`.
 */
export function datedChanges(key: readonly string[]): RawBuilder<unknown> {
  const names = sql.join(key.map((name) => sql.ref(`c.${name}`)));
  return sql`(
    select c.*, coalesce(max(c.moved_at) over (partition by ${names} order by c.known), c.head_dated_at) as dated_at
    from (
      select c.*, case when c.biz_date is distinct from
        coalesce(lag(c.biz_date) over (partition by ${names} order by c.known), c.head_biz_date) then c.known end as moved_at
      from import_change c
    ) c
  )`;
}
