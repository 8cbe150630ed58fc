import { defineRegister, type Grants } from '../../../kernel/register/public.ts';
import { ANYBODY } from '../discipline.rules.ts';
import { attendanceFields } from './attendance.fields.ts';
import { answered, checkAttendance, decided, isAmiss, notedFact, settledFact } from './attendance.rules.ts';

const SUPERIORS: Grants = { leader: 'institution', president: 'institution' };

const decision = { from: ['noted'], who: SUPERIORS, notBy: ['staff_id'], sets: decided, guard: isAmiss } as const;
const settled = [{ kind: 'attendance.settled', subject: 'staff', draft: settledFact }] as const;

/**
 * 依据 DAY-14: what a superior writes about somebody's day because no fact says it. What is amiss is told to the person, who
 * may answer; it costs something only when it is filed as a fault and another confirms that.
 */
export const attendance = defineRegister({
  id: 'attendance',
  title: '考勤登记',
  clauses: ['DAY-14', 'DAY-6'],
  table: 'attendance',
  storage: 'entity',
  fields: attendanceFields,
  label: 'no',
  states: {
    titles: { noted: '已登记', charged: '已登记过错', excused: '不追究', withdrawn: '已撤回' },
    initial: 'noted',
    editable: [],
  },
  check: checkAttendance,
  emits: { create: [{ kind: 'attendance.noted', subject: 'staff', draft: notedFact }] },
  actions: {
    answer: {
      title: '说明情况',
      from: ['noted'],
      who: ANYBODY,
      notBy: ['noted_by'],
      asks: ['reply'],
      requires: ['reply'],
      guard: isAmiss,
      sets: answered,
    },
    charge: {
      title: '登记过错',
      to: 'charged',
      ...decision,
      asks: ['fault', 'comment'],
      requires: ['fault'],
      emits: settled,
    },
    excuse: {
      title: '不追究',
      to: 'excused',
      ...decision,
      asks: ['comment'],
      requires: ['comment'],
      emits: settled,
    },
    withdraw: {
      title: '撤回',
      from: ['noted'],
      to: 'withdrawn',
      who: SUPERIORS,
      notBy: ['staff_id'],
      asks: ['comment'],
      requires: ['comment'],
      sets: decided,
      emits: [{ kind: 'attendance.noted', subject: 'staff', draft: notedFact }],
    },
  },
  access: {
    read: {
      ...ANYBODY,
      leader: ['self', 'institution'],
      president: ['self', 'institution'],
      business: ['self', 'institution'],
      hr: ['self', 'institution'],
      audit: 'bank',
    },
    create: SUPERIORS,
    update: {},
    export: { leader: 'institution', president: 'institution', hr: 'institution', audit: 'bank' },
    reveal: {},
  },
  notBy: { create: ['staff_id'] },
  scope: { ord: 'institution_ord', self: ['staff_id'] },
  list: {
    columns: ['biz_date', 'staff_id', 'status', 'note', 'noted_by', 'reply', 'comment', 'no'],
    filters: ['staff_id', 'institution_id', 'biz_date', 'status'],
    search: ['no', 'note'],
    order: [
      { by: 'biz_date', descending: true },
      { by: 'id', descending: true },
    ],
  },
  form: {
    sections: [
      { title: '考勤', fields: ['staff_id', 'biz_date', 'status', 'note', 'noted_by'] },
      {
        title: '说明与处理',
        fields: ['reply', 'replied_at', 'fault', 'incident_id', 'comment', 'decided_by', 'decided_at'],
      },
    ],
  },
  print: { title: '考勤登记', signatures: ['登记人', '本人', '主管'] },
  importKey: ['staff_id', 'biz_date'],
});
