import { sql } from 'kysely';
import { type CivilDate, periodOf } from '../../../kernel/calendar/index.ts';
import type { Context } from '../../../platform/context.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { type PersonInSight, peopleInSight } from '../people-in-sight.ts';
import type { Attendance, MeetingKind } from './kinds.fields.ts';
import { meeting } from './meeting.register.ts';

export type AttendanceMonth = {
  month: string;
  today: CivilDate;
  /** One column per day and kind, in order; institutions hold their own session of it. */
  sessions: { date: CivilDate; kind: MeetingKind }[];
  people: {
    id: number;
    no: string;
    name: string;
    institution: string | null;
    expected: number;
    missed: number;
    late: number;
  }[];
  cells: { staffId: number; date: CivilDate; kind: MeetingKind; meetingId: number; status: Attendance }[];
};

type Asked = { month?: CivilDate | undefined; institution?: number | undefined };

/** 依据 DAY-1 … DAY-4: who came and who misses what, people × sessions of a month; managers see themselves. */
export async function attendanceMonth(ctx: Context, asked: Asked): Promise<AttendanceMonth> {
  const { today } = momentOf(ctx);
  const { start, end, label } = periodOf('month', asked.month ?? today);
  const people = peopleInSight(ctx, meeting.actions.close.who, asked.institution);
  const { rows: cells } = await sql<AttendanceMonth['cells'][number]>`
    select a.staff_id as "staffId", m.biz_date as date, m.kind, m.id as "meetingId", a.status
    from meeting m join meeting_attendance a on a.meeting_id = m.id
    where m.biz_date >= ${start}::date and m.biz_date < ${end}::date and m.state <> 'cancelled'
      and a.staff_id in (select id from (${people}) p)
    order by m.biz_date, m.starts_at`.execute(ctx.db);
  const { rows } = await sql<PersonInSight>`${people}`.execute(ctx.db);
  const byPerson = Map.groupBy(cells, ({ staffId }) => staffId);
  return {
    month: label,
    today,
    sessions: columnsOf(cells),
    people: rows.map((person) => ({ ...person, ...talliesOf(byPerson.get(person.id) ?? []) })),
    cells,
  };
}

function columnsOf(cells: AttendanceMonth['cells']): AttendanceMonth['sessions'] {
  return [...new Map(cells.map(({ date, kind }) => [`${date} ${kind}`, { date, kind }])).values()];
}

function talliesOf(cells: AttendanceMonth['cells']) {
  const count = (status: Attendance) => cells.filter((cell) => cell.status === status).length;
  return { expected: cells.length - count('excused'), missed: count('absent'), late: count('late') };
}
