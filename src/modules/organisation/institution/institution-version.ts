import { sql } from 'kysely';
import type { Row } from '../../../kernel/register/public.ts';
import type { Context } from '../../../platform/context.ts';
import type { Outcome } from '../../../platform/registers/public.ts';
import type { institution } from './institution.register.ts';

type InstitutionRow = Row<typeof institution>;

/** What rules read of an institution is kept with its history; a change of anything else leaves it as it is. */
export async function keepInstitutionVersion(
  ctx: Context,
  { row, before }: { row: InstitutionRow; before: InstitutionRow | null },
): Promise<Outcome | undefined> {
  if (before && !isRuledDifferently(before, row)) return undefined;
  const now = ctx.clock.now();
  await sql`
    update institution_version set superseded_at = ${now}
    where institution_id = ${row.id} and superseded_at is null`.execute(ctx.db);
  await sql`
    insert into institution_version (institution_id, recorded_at, opened_on, closed_on, type)
    values (${row.id}, ${now}, ${row.opened_on}::date, ${row.closed_on ?? null}::date, ${row.type})`.execute(ctx.db);
  const since = before && before.opened_on < row.opened_on ? before.opened_on : row.opened_on;
  return { touched: [{ subjectType: 'institution', subjectIds: [row.id], since }] };
}

function isRuledDifferently(before: InstitutionRow, row: InstitutionRow): boolean {
  return (['opened_on', 'closed_on', 'type'] as const).some((name) => before[name] !== row[name]);
}
