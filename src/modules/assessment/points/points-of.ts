import { sql } from 'kysely';
import { type CycleStanding, cycleOf, standings, sumPoints } from '../../../kernel/assess/points.ts';
import { type CivilDate, civilDateFrom } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import type { RulebookVersion } from '../../../kernel/rulebook/rulebook.ts';
import type { Context } from '../../../platform/context.ts';
import type { Db } from '../../../platform/db/database.ts';
import { loadVersions } from '../../../platform/duties/public.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { assessmentErrors } from '../errors.ts';
import { earlier, firstDay, tablesOn } from './counted-points.ts';
import { type LadderPosition, laddersOf } from './ladders-of.ts';
import { visiblePerson } from './people.ts';

export type PointsEntry = {
  id: number;
  breachId: number | null;
  incidentId: number | null;
  /** The act that the fault was, if it was linked with others. */
  act: number | null;
  rule: string | null;
  /** The breached duty by its key. */
  duty: { rule: string; subject: number; anchor: string } | null;
  clause: string | null;
  table: string;
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
  /** What counts of all tables, each by its own cycle and cap. */
  total: string;
  standings: CycleStanding[];
  ladders: LadderPosition[];
  entries: PointsEntry[];
};

/**
 * One person's points of a calendar year, newest first; rolling cycles as they stood on the year's last day, or today.
 * Throws PERSON_UNKNOWN for whom the principal may not see.
 */
export async function pointsOf(
  ctx: Context,
  { staff: staffId, cycle }: { staff?: number | undefined; cycle?: number | undefined },
): Promise<PointsOfCycle> {
  const asked = staffId ?? ctx.principal?.staffId ?? null;
  const staff = asked === null ? undefined : await visiblePerson(ctx, asked);
  if (!staff) return fail(assessmentErrors.PERSON_UNKNOWN());
  const { today, now } = momentOf(ctx);
  const thisYear = cycleOf(today);
  const year = cycle ?? thisYear;
  const day = year === thisYear ? today : civilDateFrom(`${year}-12-31`);
  const versions = await loadVersions(ctx.db, now);
  const tables = tablesOn(versions, day);
  const newYear = civilDateFrom(`${year}-01-01`);
  const first = earlier(firstDay(tables, day), newYear);
  const known = await readEntries(ctx, staff.id, { from: first, until: civilDateFrom(`${year}-12-31`) }, versions);
  const standing = standings(tables, known, day);
  return {
    staff: { id: staff.id, no: staff.no, name: staff.name },
    cycle: year,
    cycles: await cyclesOf(ctx.db, staff.id, thisYear),
    total: sumPoints(standing.map(({ counted }) => counted)),
    standings: standing,
    ladders: await laddersOf(ctx, staff.id, versions),
    entries: known.filter(({ onDate }) => onDate >= newYear),
  };
}

async function cyclesOf(db: Db, staffId: number, thisYear: number): Promise<number[]> {
  const { rows } = await sql<{ cycle: number }>`
    select distinct extract(year from on_date)::int as cycle from points_entry where staff_id = ${staffId}`.execute(db);
  return [...new Set([thisYear, ...rows.map((row) => row.cycle)])].sort((a, b) => b - a);
}

type Row = Omit<PointsEntry, 'label' | 'appeal'> & {
  itemId: string;
  appealId: number | null;
  appealState: string;
};

async function readEntries(
  ctx: Context,
  staffId: number,
  { from, until }: { from: CivilDate; until: CivilDate },
  versions: readonly RulebookVersion[],
): Promise<PointsEntry[]> {
  const { rows } = await sql<Row>`
    select e.id, e.breach_id as "breachId", e.incident_id as "incidentId", (
        select k.id from act_fault m join act k on k.id = m.act_id
        where k.superseded_at is null and (m.breach_id = e.breach_id or m.incident_id = e.incident_id) limit 1) as act,
      b.rule_id as rule,
      case when b.id is not null then jsonb_build_object('rule', b.rule_id, 'subject', b.subject_id, 'anchor', b.anchor) end as duty,
      coalesce(b.clause_id, e.table_id) as clause, e.table_id as table,
      e.item_id as "itemId", coalesce(c.name, i.name, s.name) as subject, trim_scale(e.points)::text as points,
      e.on_date as "onDate", w.name as "enteredBy", e.recorded_at as "recordedAt",
      e.reverses_id is not null as reverses,
      exists (select from points_entry r where r.reverses_id = e.id) as reversed,
      a.id as "appealId", a.state as "appealState"
    from points_entry e
    left join breach b on b.id = e.breach_id
    left join customer c on b.subject_type = 'customer' and c.id = b.subject_id
    left join institution i on b.subject_type = 'institution' and i.id = b.subject_id
    left join staff s on b.subject_type = 'staff' and s.id = b.subject_id
    left join staff w on w.id = e.entered_by
    left join lateral (
      select id, state from appeal
      where breach_id = e.breach_id or incident_id = e.incident_id order by id desc limit 1) a on true
    where e.staff_id = ${staffId} and e.on_date >= ${from}::date and e.on_date <= ${until}::date
    order by e.id desc`.execute(ctx.db);
  const tables = versions.flatMap(({ rulebook }) => rulebook.pointsTables);
  return rows.map(({ itemId, appealId, appealState, ...entry }) => ({
    ...entry,
    label: tables.findLast(({ id }) => id === entry.table)?.items.find(({ id }) => id === itemId)?.label ?? itemId,
    appeal: appealId === null ? null : { id: appealId, state: appealState },
  }));
}
