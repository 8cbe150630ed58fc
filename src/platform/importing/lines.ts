import { type RawBuilder, sql } from 'kysely';
import type { ImporterDefinition, RowCheck } from './importer.ts';
import { ENTERED_AT } from './importer.ts';
import type { ImportRun } from './run.ts';

/**
 * Makes `import_line` from the staged rows: the bank's numbers resolved to ids, `known` (the instant from which the row
 * counts as known), and in `problem` everything that is wrong with the row so far.
 */
export async function resolveLines(run: ImportRun, importer: ImporterDefinition): Promise<void> {
  const { joins, columns, refuse = [], warn = [] } = importer.resolve;
  const added = Object.entries(columns).map(([name, value]) => sql`${value} as ${sql.ref(name)}`);
  const kept = [...importer.columns, ...(importer.derived ?? [])].map(({ id }) => sql.ref(`r.${id}`));
  await sql`analyze import_row`.execute(run.db);
  await sql`
    create temp table import_line on commit drop as
    select r.row_no, ${sql.join([...kept, ...added])}, ${knownAt(run, importer)} as known,
      nullif(concat_ws('；', r.problem, ${sql.join([...refuse.map(textWhen), sql`null`])}), '') as problem,
      nullif(concat_ws('；', ${sql.join([...warn.map(textWhen), sql`null`])}), '') as warning
    from import_row r ${joins}`.execute(run.db);
  await sql`analyze import_line`.execute(run.db);
}

function textWhen({ when, text }: RowCheck): RawBuilder<unknown> {
  return sql`case when ${when} then ${text} end`;
}

/** Backfill: 录入时间, else the row's own time or the 00:00 of its own date. Otherwise the moment of the import. */
function knownAt(run: ImportRun, importer: ImporterDefinition): RawBuilder<unknown> {
  if (!run.backfill) return sql`${run.now}::timestamptz`;
  const own = [ENTERED_AT.id, ...importer.knownFrom].map((id) => sql`${sql.ref(`r.${id}`)}::timestamp`);
  return sql`coalesce(${sql.join(own)})::timestamptz`;
}

/** Refuses lines: `source` is a query of `row_no, text`. */
export async function refuseLines(run: ImportRun, source: RawBuilder<unknown>): Promise<void> {
  await sql`
    update import_line l set problem = concat_ws('；', l.problem, refused.text)
    from (${source}) refused where refused.row_no = l.row_no`.execute(run.db);
}
