import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { ensureDutyPartitions } from '../db/partitions.ts';
import { keepStatement } from '../db/statement.ts';
import type { DesiredQuery } from './evaluate.ts';

export interface WriteResult {
  changed: number;
  /** Changed rows whose end has come: their breaches must be looked at. */
  ended: number;
  /** What is desired, changed or not, by rule and status; empty unless asked for. */
  counts: StatusCount[];
}

export interface StatusCount {
  rule: string;
  status: string;
  count: number;
}

/**
 * Brings the live duties of one query's scope to what is desired: inserts and updates only what differs and voids what
 * is no longer wanted. Running it again changes nothing. The caller holds the locks of the subjects, so that nobody else
 * inserts or changes these rows between the comparison and the writing.
 */
export async function writeDuties(
  db: Db,
  desired: DesiredQuery,
  at: { asOf: Date; changedAt: Date; isCounted?: boolean | undefined },
  subjectIds?: number[],
): Promise<WriteResult> {
  await ensureDutyPartitions(db, desired.periods);
  const inScope = sql`l.rule_id = any(${desired.ruleIds}::text[]) and l.period = any(${desired.periods}::text[])
    ${subjectIds ? sql`and l.subject_id = any(${subjectIds}::bigint[])` : sql``}`;
  const [stage, rows, counts] = at.isCounted
    ? [sql`desired as materialized (${desired.query}),`, sql`desired`, COUNTS]
    : [sql``, sql`(${desired.query})`, sql`'[]'::jsonb`];
  const statement = sql<WriteResult>`
    with ${stage} different as materialized (
      select coalesce(d.rule_id, l.rule_id) as rule_id, coalesce(d.subject_id, l.subject_id) as subject_id,
        coalesce(d.anchor, l.anchor) as anchor, coalesce(d.period, l.period) as period, ${wanted}, l.rule_id is null as is_new
      from (select q.*, i.ord as institution_ord from ${rows} q left join institution i on i.id = q.institution_id) d
      full join (select * from duty l where ${inScope}) l on l.subject_id = d.subject_id and l.rule_id = d.rule_id and l.anchor = d.anchor and l.period = d.period
      where case when d.rule_id is null then l.status <> 'void' and l.rulebook_version = any(${desired.versionIds}::int[])
        else l.rule_id is null or (${columnsOf('d')}) is distinct from (${columnsOf('l')}) end
    ),
    inserted as (
      insert into duty (rule_id, subject_id, anchor, period, ${names}, changed_at)
      select rule_id, subject_id, anchor, period, ${names}, ${at.changedAt} from different where is_new
      returning until_at
    ),
    updated as (
      update duty l set (${names}, changed_at) = row(${columnsOf('d')}, ${at.changedAt}::timestamptz)
      from different d
      where not d.is_new and l.subject_id = d.subject_id and l.rule_id = d.rule_id and l.period = d.period
        and l.anchor = d.anchor and ${inScope}
      returning l.until_at
    )
    select count(*)::int as changed, count(*) filter (where until_at <= ${at.asOf})::int as ended, ${counts} as counts
    from (select until_at from inserted union all select until_at from updated) changes`.compile(db);
  // The text for a few subjects is always the same; parsing and planning it anew would take longer than running it.
  if (subjectIds) keepStatement(statement.sql);
  const [result] = (await db.executeQuery<WriteResult>(statement)).rows;
  return result ?? { changed: 0, ended: 0, counts: [] };
}

const COUNTS = sql`(
  select coalesce(jsonb_agg(to_jsonb(c)), '[]') from (
    select rule_id as rule, status, count(*) as count from desired group by rule_id, status
  ) c)`;

const COLUMNS = [
  'subject_type',
  'starts_at',
  'until_at',
  'bearer_id',
  'institution_id',
  'institution_ord',
  'need',
  'got',
  'status',
  'judgeable_at',
  'rulebook_version',
];

const names = sql.join(COLUMNS.map((column) => sql.ref(column)));
const columnsOf = (alias: string) => sql.join(COLUMNS.map((column) => sql.ref(`${alias}.${column}`)));

/** What a duty shall be: as desired, or, where nothing is, void as it stands. */
const wanted = sql.join(
  COLUMNS.map((column) => {
    const gone = { status: sql`'void'`, need: sql`0` }[column] ?? sql.ref(`l.${column}`);
    return sql`case when d.rule_id is null then ${gone} else ${sql.ref(`d.${column}`)} end as ${sql.ref(column)}`;
  }),
);
