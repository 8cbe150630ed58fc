import { sql } from 'kysely';
import { cycleOf, sumPoints } from '../../../kernel/assess/points.ts';
import { fail } from '../../../kernel/errors/public.ts';
import { type Grants, reachOf } from '../../../kernel/register/public.ts';
import type { Context } from '../../../platform/context.ts';
import type { Db } from '../../../platform/db/database.ts';
import { loadVersions } from '../../../platform/duties/public.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { assessmentErrors } from '../errors.ts';

/** Whose points somebody sees: his own, those of the people he leads, everybody's who checks the bank. */
const READERS: Grants = {
  leader: 'institution',
  president: 'institution',
  business: 'institution',
  hr: 'institution',
  audit: 'bank',
};

export type PointsEntry = {
  id: number;
  breachId: number | null;
  rule: string | null;
  clause: string | null;
  label: string;
  subject: string | null;
  points: string;
  onDate: string;
  enteredBy: string | null;
  recordedAt: Date;
  /** This entry takes back an earlier one. */
  reverses: boolean;
  /** A later entry took this one back. */
  reversed: boolean;
  appeal: { id: number; state: string } | null;
};

export type PointsOfCycle = {
  staff: { id: number; no: string; name: string };
  cycle: number;
  /** The calendar years with entries, and the present one. */
  cycles: number[];
  total: string;
  entries: PointsEntry[];
};

/** One person's points of a calendar year, newest first. Throws PERSON_UNKNOWN for whom the principal may not see. */
export async function pointsOf(
  ctx: Context,
  { staff: staffId, cycle }: { staff?: number | undefined; cycle?: number | undefined },
): Promise<PointsOfCycle> {
  const asked = staffId ?? ctx.principal?.staffId ?? null;
  const staff = asked === null ? undefined : await visiblePerson(ctx, asked);
  if (!staff) return fail(assessmentErrors.PERSON_UNKNOWN());
  const thisYear = cycleOf(momentOf(ctx).today);
  const year = cycle ?? thisYear;
  const entries = await readEntries(ctx, staff.id, year);
  return {
    staff: { id: staff.id, no: staff.no, name: staff.name },
    cycle: year,
    cycles: await cyclesOf(ctx.db, staff.id, thisYear),
    total: sumPoints(entries.map(({ points }) => points)),
    entries,
  };
}

async function visiblePerson(ctx: Context, id: number) {
  const person = await ctx.db
    .selectFrom('staff')
    .select(['id', 'no', 'name', 'institution_ord'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!person || id === ctx.principal?.staffId) return person;
  const ord = person.institution_ord;
  const seen = reachOf(READERS, ctx.principal).some(
    (reach) =>
      reach.relation === 'bank' ||
      (reach.relation === 'institution' && ord !== null && ord >= reach.ord && ord < reach.ordUntil),
  );
  return seen ? person : undefined;
}

async function cyclesOf(db: Db, staffId: number, thisYear: number): Promise<number[]> {
  const { rows } = await sql<{ cycle: number }>`
    select distinct extract(year from on_date)::int as cycle from points_entry where staff_id = ${staffId}`.execute(db);
  return [...new Set([thisYear, ...rows.map((row) => row.cycle)])].sort((a, b) => b - a);
}

type Row = Omit<PointsEntry, 'label' | 'appeal'> & {
  tableId: string;
  itemId: string;
  appealId: number | null;
  appealState: string;
};

async function readEntries(ctx: Context, staffId: number, year: number): Promise<PointsEntry[]> {
  const { rows } = await sql<Row>`
    select e.id, e.breach_id as "breachId", b.rule_id as rule, b.clause_id as clause, e.table_id as "tableId",
      e.item_id as "itemId", coalesce(c.name, i.name, s.name) as subject, e.points, e.on_date as "onDate",
      w.name as "enteredBy", e.recorded_at as "recordedAt", e.reverses_id is not null as reverses,
      exists (select from points_entry r where r.reverses_id = e.id) as reversed,
      a.id as "appealId", a.state as "appealState"
    from points_entry e
    left join breach b on b.id = e.breach_id
    left join customer c on b.subject_type = 'customer' and c.id = b.subject_id
    left join institution i on b.subject_type = 'institution' and i.id = b.subject_id
    left join staff s on b.subject_type = 'staff' and s.id = b.subject_id
    left join staff w on w.id = e.entered_by
    left join lateral (
      select id, state from appeal where breach_id = e.breach_id order by id desc limit 1) a on true
    where e.staff_id = ${staffId} and e.on_date >= ${`${year}-01-01`}::date and e.on_date <= ${`${year}-12-31`}::date
    order by e.id desc`.execute(ctx.db);
  const versions = await loadVersions(ctx.db, ctx.clock.now());
  const tables = versions.flatMap(({ rulebook }) => rulebook.pointsTables);
  return rows.map(({ tableId, itemId, appealId, appealState, ...entry }) => ({
    ...entry,
    label: tables.findLast(({ id }) => id === tableId)?.items.find(({ id }) => id === itemId)?.label ?? itemId,
    appeal: appealId === null ? null : { id: appealId, state: appealState },
  }));
}
