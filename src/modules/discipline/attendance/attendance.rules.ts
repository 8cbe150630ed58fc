import type { CivilDate } from '../../../kernel/calendar/index.ts';
import type { Problem } from '../../../kernel/errors/public.ts';
import type { FactDraft, Moment, RowOf } from '../../../kernel/register/public.ts';
import { doneAt } from '../../daily/visit/visit.rules.ts';
import { disciplineErrors } from '../errors.ts';
import { type attendanceFields, WRITTEN, type Written } from './attendance.fields.ts';

export type AttendanceState = 'noted' | 'charged' | 'excused' | 'withdrawn';
export type AttendanceRow = RowOf<typeof attendanceFields, AttendanceState>;

/** What the facts say of a day: a status that stands, or one that a person has to look into. */
export const DERIVED = {
  present: '出勤',
  late: '迟到',
  off_post: '脱岗',
  leave: '请假',
  outing: '外出',
  late_leave: '事后请假',
  unsigned: '未签到',
  unknown: '未登记',
} as const;
export type Derived = keyof typeof DERIVED;

/** All that facts tell about one person on one day. */
export type DayFacts = {
  /** Approved leave of that day; `asked` is null where another system approved it. */
  leave?: { no: string; asked: CivilDate | null } | undefined;
  refusedLeave?: { no: string } | undefined;
  outing?: { no: string } | undefined;
  /** The morning meeting: signed in, or absent when it was over. */
  signIn?: { no: string; status: 'present' | 'late' | 'absent' } | undefined;
  /** A check that found him off his post, and that was filed as a fault. */
  check?: { no: string } | undefined;
};

/**
 * 依据 DAY-6, DAY-14: what a day was, and by which fact. Leave asked for after the day does not cover it; who neither signed
 * in nor was out nor on leave is to be looked into, for only a person says that somebody was absent without leave.
 */
export function derive(day: CivilDate, facts: DayFacts): { status: Derived; source: string | null } {
  const { leave, outing, signIn, check, refusedLeave } = facts;
  if (leave) {
    const inTime = leave.asked === null || leave.asked <= day;
    return inTime
      ? { status: 'leave', source: `请假 ${leave.no}` }
      : { status: 'late_leave', source: `请假 ${leave.no} 于 ${leave.asked} 才提出` };
  }
  if (check) return { status: 'off_post', source: `查岗 ${check.no}` };
  if (signIn && signIn.status !== 'absent') return { status: signIn.status, source: `晨会 ${signIn.no} 签到` };
  if (outing) return { status: 'outing', source: `外出 ${outing.no}` };
  if (!signIn) return { status: 'unknown', source: null };
  const refused = refusedLeave ? `，请假 ${refusedLeave.no} 未批准` : '';
  return { status: 'unsigned', source: `晨会 ${signIn.no} 缺席${refused}` };
}

const AFTER_THE_MORNING: readonly Written[] = ['early', 'off_post'];
const ANYTHING = Object.keys(WRITTEN) as Written[];

/** What may still be written beside each: a person writes only where facts are silent, or takes up what they found amiss. */
const OPEN_TO: Readonly<Record<Derived, readonly Written[]>> = {
  present: AFTER_THE_MORNING,
  late: ['late', ...AFTER_THE_MORNING],
  outing: AFTER_THE_MORNING,
  off_post: [],
  leave: [],
  late_leave: ['absent'],
  unsigned: ANYTHING,
  unknown: ANYTHING,
};

export function mayWrite(derived: Derived): readonly Written[] {
  return OPEN_TO[derived];
}

/** What a person still has to look into: facts found something amiss and nobody has taken it up. */
export function isOpen(derived: Derived): boolean {
  return derived === 'late' || derived === 'late_leave' || derived === 'unsigned';
}

export function checkAttendance({ biz_date, status, note }: AttendanceRow, { today }: Moment): Problem[] {
  const problems: Problem[] = [];
  if (biz_date > today) problems.push(disciplineErrors.ATTENDANCE_IN_FUTURE(undefined, 'biz_date'));
  if (status !== 'present' && !note) problems.push(disciplineErrors.ATTENDANCE_NOTE(undefined, 'note'));
  return problems;
}

/** Being there is nothing to answer for, to charge or to excuse. */
export function isAmiss({ status }: AttendanceRow): Problem[] {
  return status === 'present' ? [disciplineErrors.ATTENDANCE_FINE()] : [];
}

export function answered(_row: AttendanceRow, { now }: Moment): Partial<AttendanceRow> {
  return { replied_at: now };
}

export function decided(_row: AttendanceRow, { now, staffId }: Moment): Partial<AttendanceRow> {
  return { decided_by: staffId, decided_at: now };
}

/** 依据 DAY-14: something amiss was noted, on which a superior has to decide. */
export function notedFact(row: AttendanceRow): FactDraft | null {
  if (row.status === 'present') return null;
  return {
    ...common(row, row.noted_by),
    occurred_at: doneAt({ now: row.recorded_at }),
    method: row.status,
    retracted: row.state === 'withdrawn',
  };
}

export function settledFact(row: AttendanceRow, moment: Moment): FactDraft {
  return {
    ...common(row, row.decided_by),
    ref: row.no,
    occurred_at: doneAt(moment, doneAt({ now: row.recorded_at })),
    method: row.state,
  };
}

const common = (row: AttendanceRow, actor: number | null) => ({
  key: row.no,
  subject_id: row.staff_id,
  actor_id: actor,
  institution_id: row.institution_id,
});
