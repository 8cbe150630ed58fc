import { sql } from 'kysely';
import { addDays, type CivilDate } from '../../../kernel/calendar/index.ts';
import type { Grants } from '../../../kernel/register/public.ts';
import type { Context } from '../../../platform/context.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { type Place, placeOf } from '../../organisation/public.ts';
import { type BrokenLimit, brokenLimits } from './limits.ts';

/** Whoever answers for the people of an institution. */
const READERS: Grants = { hr: 'institution' };

/** One looks ahead so far: time enough to prolong an appointment or to find a successor. */
const SOON_DAYS = 90;
/** A home shows the first ones; the whole is in the register behind it. */
const MOST_ENDINGS = 10;

export type RosterLine = { institution: number; name: string; hasBelow: boolean; people: number };
export type RosterCell = { institution: number; post: string; people: number };
export type EndingAppointment = {
  id: number;
  staffId: number;
  staff: string;
  post: string;
  institution: string;
  until: CivilDate;
};

export type Roster = {
  place: { id: number; name: string };
  path: { id: number; name: string }[];
  /** The posts that somebody holds, those with the most people first. */
  posts: string[];
  lines: RosterLine[];
  cells: RosterCell[];
  /** In service without a post: nobody leads them, and they may do nothing. */
  unplaced: number;
  limits: BrokenLimit[];
  endings: EndingAppointment[];
};

/**
 * 依据 ORG-1, ORG-2, ORG-7, ORG-8: who is where in what post below an institution, which limits of the team are broken
 * now, and whose appointment ends soon. Throws 404 for an institution out of reach.
 */
export async function roster(ctx: Context, asked: { institution?: number | undefined }): Promise<Roster> {
  const { place, path } = await placeOf(ctx, READERS, asked.institution);
  const cells = await cellsOf(ctx, place);
  return {
    place: { id: place.id, name: place.name },
    path: path.map(({ id, name }) => ({ id, name })),
    posts: postsOf(cells),
    lines: await linesOf(ctx, place, cells),
    cells,
    unplaced: await unplacedOf(ctx),
    limits: await brokenLimits(ctx, place),
    endings: await endingsOf(ctx, place),
  };
}

/** The institutions directly below, and the place itself for whoever sits in no institution below it. */
const linesBelow = ({ id, name, ord, ordUntil }: Place) => sql`
  select ${id}::bigint as id, ${`${name}（本级）`}::text as name, ${ord}::int as ord, ${ord}::int + 1 as ord_until,
    false as has_below
  union all
  select c.id, c.name, c.ord, c.ord_until, exists (select from institution b where b.parent_id = c.id)
  from institution c where c.parent_id = ${id} and c.ord < ${ordUntil} and c.closed_on is null`;

/** By the main post in force today; whoever has left does not count. */
async function cellsOf(ctx: Context, place: Place): Promise<RosterCell[]> {
  const { today } = momentOf(ctx);
  const { rows } = await sql<RosterCell>`
    with line as (${linesBelow(place)}),
    holder as (
      select distinct on (a.staff_id) a.staff_id, a.post, a.institution_ord
      from appointment a join staff s on s.id = a.staff_id and (s.left_on is null or s.left_on > ${today}::date)
      where a.superseded_at is null and a.valid_from <= ${today}::date
        and (a.valid_until is null or a.valid_until > ${today}::date)
      order by a.staff_id, a.is_main desc, a.valid_from desc, a.id desc
    )
    select l.id as institution, h.post, count(*)::int as people
    from line l join holder h on h.institution_ord >= l.ord and h.institution_ord < l.ord_until
    group by l.id, h.post`.execute(ctx.db);
  return rows;
}

function postsOf(cells: readonly RosterCell[]): string[] {
  const people = new Map<string, number>();
  for (const cell of cells) people.set(cell.post, (people.get(cell.post) ?? 0) + cell.people);
  return [...people].sort(([a, many], [b, few]) => few - many || a.localeCompare(b, 'zh-CN')).map(([post]) => post);
}

async function linesOf(ctx: Context, place: Place, cells: readonly RosterCell[]): Promise<RosterLine[]> {
  const { rows } = await sql<{ institution: number; name: string; hasBelow: boolean }>`
    select id as institution, name, has_below as "hasBelow" from (${linesBelow(place)}) l order by ord, ord_until`.execute(
    ctx.db,
  );
  const peopleOf = (institution: number) =>
    cells.reduce((sum, cell) => sum + (cell.institution === institution ? cell.people : 0), 0);
  return rows
    .map((row) => ({ ...row, people: peopleOf(row.institution) }))
    .filter(({ institution, people }) => institution !== place.id || people > 0);
}

/** They belong to no institution, so that whoever sees any of the bank's people sees how many they are. */
async function unplacedOf(ctx: Context): Promise<number> {
  const { today } = momentOf(ctx);
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from staff
    where institution_id is null and (left_on is null or left_on > ${today}::date)`.execute(ctx.db);
  return rows[0]?.count ?? 0;
}

async function endingsOf(ctx: Context, { ord, ordUntil }: Place): Promise<EndingAppointment[]> {
  const { today } = momentOf(ctx);
  const { rows } = await sql<EndingAppointment>`
    select a.id, a.staff_id as "staffId", s.name as staff, a.post, i.name as institution, a.valid_until as until
    from appointment a join staff s on s.id = a.staff_id join institution i on i.id = a.institution_id
    where a.superseded_at is null and a.institution_ord >= ${ord} and a.institution_ord < ${ordUntil}
      and a.valid_from <= ${today}::date and a.valid_until > ${today}::date
      and a.valid_until <= ${addDays(today, SOON_DAYS)}::date and (s.left_on is null or s.left_on > ${today}::date)
    order by a.valid_until, a.id limit ${MOST_ENDINGS}`.execute(ctx.db);
  return rows;
}
