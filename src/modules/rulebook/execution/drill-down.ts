import { sql } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { placeOf } from '../../organisation/public.ts';
import { dutyScope } from '../duties/duty-scope.ts';
import { firstDay } from './execution-map.ts';
import { type Figures, onTimeShare, sumsOf } from './figures.ts';
import { EXECUTION_READERS } from './readers.ts';

export type PersonLine = Figures & {
  staffId: number | null;
  no: string | null;
  name: string | null;
  institution: string | null;
  onTime: number | null;
};
export type InstitutionLine = Figures & { id: number; name: string; onTime: number | null };

/** Nobody reads further; the worst are first. */
const MOST_LINES = 100;

/**
 * One rule below an institution: which institutions carry it out worst and best, and who owes it. Institutions come
 * from the tally; people from the duties themselves, as far as the principal may see them.
 */
export async function drillDown(
  ctx: Context,
  { rule, institution, months }: { rule: string; institution?: number | undefined; months: number },
): Promise<{
  from: string;
  place: { id: number; name: string };
  institutions: InstitutionLine[];
  people: PersonLine[];
}> {
  const { place } = await placeOf(ctx, EXECUTION_READERS, institution);
  const from = firstDay(momentOf(ctx).today, months);
  const within = (alias: string) => sql`${sql.ref(`${alias}.institution_ord`)} >= ${place.ord}
    and ${sql.ref(`${alias}.institution_ord`)} < ${place.ordUntil}`;
  const { rows: institutions } = await sql<Figures & { id: number; name: string }>`
    select i.id, i.name, ${sumsOf('t')}
    from execution_tally t join institution i on i.id = t.institution_id
    where t.rule_id = ${rule} and t.starts_on >= ${from}::date and ${within('t')}
    group by i.id, i.name`.execute(ctx.db);
  const { rows: people } = await sql<Figures & Pick<PersonLine, 'staffId' | 'no' | 'name' | 'institution'>>`
    with period as materialized (
      select distinct period from execution_tally where rule_id = ${rule} and starts_on >= ${from}::date),
    owed as (
      select d.bearer_id, count(*)::int as duties,
        (count(*) filter (where d.status = 'fulfilled'))::int as fulfilled,
        (count(*) filter (where d.status = 'late'))::int as late,
        (count(*) filter (where d.status = 'breached'))::int as breached,
        (count(*) filter (where d.status = 'waived'))::int as waived,
        (count(*) filter (where d.status = 'void'))::int as void,
        (count(*) filter (where d.status in ('pending', 'open', 'suspended')))::int as "inProgress"
      from duty d
      where d.period = any(array(select period from period)) and d.rule_id = ${rule} and ${within('d')}
        and ${dutyScope(ctx, 'd')}
      group by d.bearer_id
    )
    select o.bearer_id as "staffId", s.no, s.name, i.name as institution, o.duties, o.fulfilled, o.late, o.breached,
      o.waived, o.void, o."inProgress"
    from owed o left join staff s on s.id = o.bearer_id left join institution i on i.id = s.institution_id
    order by o.breached + o.late desc, o.fulfilled, s.no limit ${MOST_LINES}`.execute(ctx.db);
  return {
    from,
    place: { id: place.id, name: place.name },
    institutions: institutions
      .map((line) => ({ ...line, onTime: onTimeShare(line) }))
      .sort((a, b) => (a.onTime ?? 101) - (b.onTime ?? 101) || b.duties - a.duties),
    people: people.map((line) => ({ ...line, onTime: onTimeShare(line) })),
  };
}
