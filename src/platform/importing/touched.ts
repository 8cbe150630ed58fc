import { sql } from 'kysely';
import type { CivilDate } from '../../kernel/calendar/index.ts';
import { fail } from '../../kernel/errors/public.ts';
import { SUBJECT_TYPES, type SubjectType } from '../../kernel/rulebook/subject.ts';
import type { Context } from '../context.ts';
import { countFacts, refreshDuties } from '../duties/public.ts';
import { importErrors } from './errors.ts';
import type { ImporterDefinition } from './importer.ts';
import type { ImportRun } from './run.ts';

const BATCH = 5000;

/**
 * Brings the duties of what an import touched up to date: facts that are merely new are counted, everything else is
 * evaluated, customers, then people, then institutions.
 */
export async function refreshTouched(
  ctx: Context,
  importer: ImporterDefinition,
  run: ImportRun,
  signal: AbortSignal,
): Promise<void> {
  const fresh = importer.newFacts?.(run);
  if (fresh) await countFacts(ctx, fresh.facts);
  const customers = fresh ? fresh.others : importer.touchedCustomers?.(run);
  const others = importer.touchedOthers?.(run);
  const all = [
    ...(customers ? [sql`select 'customer' as subject_type, t.* from (${customers}) t`] : []),
    ...(others ? [others] : []),
  ];
  if (all.length === 0) return;
  await sql`create temp table import_touched on commit drop as
    select subject_type, subject_id, min(since) as since
    from (${sql.join(all, sql` union all `)}) t (subject_type, subject_id, since)
    group by subject_type, subject_id`.execute(ctx.db);
  for (const subjectType of SUBJECT_TYPES) await refreshAll(ctx, subjectType, signal);
}

/** In batches that begin at about the same date. */
async function refreshAll(ctx: Context, subjectType: SubjectType, signal: AbortSignal): Promise<void> {
  await sql`
    declare touched cursor for select subject_id, since from import_touched
    where subject_type = ${sql.lit(subjectType)} order by since, subject_id`.execute(ctx.db);
  for (;;) {
    if (signal.aborted) fail(importErrors.IMPORT_CANCELLED());
    const { rows } = await sql<{ subject_id: number; since: CivilDate }>`
      fetch ${sql.raw(String(BATCH))} from touched`.execute(ctx.db);
    const since = rows[0]?.since;
    if (since === undefined) break;
    const subjectIds = rows.map((row) => row.subject_id);
    await refreshDuties(ctx, { subjectType, subjectIds, since });
    if (rows.length < BATCH) break;
  }
  await sql`close touched`.execute(ctx.db);
}
