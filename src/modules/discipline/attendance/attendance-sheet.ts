import { sql } from 'kysely';
import { addDays, type CivilDate, periodOf } from '../../../kernel/calendar/index.ts';
import type { Context } from '../../../platform/context.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { type PersonInSight, peopleInSight, workdayCounter } from '../../daily/public.ts';
import { WRITTEN, type Written } from './attendance.fields.ts';
import { attendance } from './attendance.register.ts';
import { type AttendanceState, DERIVED, type Derived, derive, isOpen, mayWrite } from './attendance.rules.ts';
import { dayFacts } from './day-facts.ts';

export type SheetCell = {
  staffId: number;
  day: CivilDate;
  /** What stands: what a person wrote, or else what facts say. */
  status: Written | Derived;
  title: string;
  /** The fact by which, or what was written. */
  source: string | null;
  note: { id: number; state: AttendanceState } | null;
  /** What may be written about it now. */
  writable: readonly Written[];
  /** Facts found something amiss that nobody has taken up. */
  open: boolean;
};

export type AttendanceSheet = {
  month: string;
  today: CivilDate;
  /** The month's workdays up to today. */
  days: CivilDate[];
  provisional: boolean;
  people: PersonInSight[];
  cells: SheetCell[];
};

type Asked = { month?: CivilDate | undefined; institution?: number | undefined };

/** 依据 DAY-14: people × workdays of a month; who leads nobody sees himself. */
export async function attendanceSheet(ctx: Context, asked: Asked): Promise<AttendanceSheet> {
  const { today } = momentOf(ctx);
  const { start, end, label } = periodOf('month', asked.month ?? today);
  const { rows: people } = await sql<PersonInSight>`
    ${peopleInSight(ctx, attendance.access.read, asked.institution)}`.execute(ctx.db);
  const calendar = await workdayCounter(ctx);
  const days = daysBetween(start, end).filter((day) => day <= today && calendar.isWorkday(day));
  const span = { from: start, until: end };
  const ids = people.map(({ id }) => id);
  const [factsOf, noteOf, employed] = [
    await dayFacts(ctx, ids, span),
    await notes(ctx, ids, span),
    await employments(ctx, ids),
  ];
  const cells = people.flatMap(({ id: staffId }) =>
    days
      .filter((day) => employed(staffId, day))
      .map((day) => cellOf({ staffId, day }, derive(day, factsOf(staffId, day)), noteOf(staffId, day))),
  );
  return { month: label, today, days, provisional: calendar.provisionalYears(start, end).length > 0, people, cells };
}

function daysBetween(from: CivilDate, until: CivilDate): CivilDate[] {
  const days = [];
  for (let day = from; day < until; day = addDays(day, 1)) days.push(day);
  return days;
}

type Note = { id: number; state: AttendanceState; status: Written; text: string | null };

function cellOf(
  { staffId, day }: { staffId: number; day: CivilDate },
  known: { status: Derived; source: string | null },
  note: Note | undefined,
): SheetCell {
  if (note) {
    const { id, state, status, text } = note;
    const title = state === 'excused' ? `${WRITTEN[status]}（不追究）` : WRITTEN[status];
    return { staffId, day, status, title, source: text, note: { id, state }, writable: [], open: false };
  }
  const { status, source } = known;
  const open = isOpen(status);
  return { staffId, day, status, title: DERIVED[status], source, note: null, writable: mayWrite(status), open };
}

type Span = { from: CivilDate; until: CivilDate };

async function notes({ db }: Context, ids: readonly number[], { from, until }: Span) {
  const { rows } = await sql<Note & { staffId: number; day: CivilDate }>`
    select id, staff_id as "staffId", biz_date as day, state, status, note as text from attendance
    where staff_id = any(${ids}::bigint[]) and biz_date >= ${from}::date and biz_date < ${until}::date
      and state <> 'withdrawn'`.execute(db);
  const found = new Map(rows.map((row) => [`${row.staffId} ${row.day}`, row]));
  return (staffId: number, day: CivilDate) => found.get(`${staffId} ${day}`);
}

async function employments({ db }: Context, ids: readonly number[]) {
  const { rows } = await sql<{ id: number; from: CivilDate; until: CivilDate | null }>`
    select id, joined_on as from, left_on as until from staff where id = any(${ids}::bigint[])`.execute(db);
  const found = new Map(rows.map((row) => [row.id, row]));
  return (staffId: number, day: CivilDate) => {
    const span = found.get(staffId);
    return span !== undefined && span.from <= day && (span.until === null || day < span.until);
  };
}
