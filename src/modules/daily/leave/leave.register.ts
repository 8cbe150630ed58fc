import { defineRegister } from '../../../kernel/register/public.ts';
import { leaveFields } from './leave.fields.ts';
import { begun, checkLeave, notBegun } from './leave.rules.ts';

const EVERY_WORKER = { rm: 'self', leader: 'self', president: 'self', business: 'self', clerk: 'self' } as const;

/** 依据 DAY-15: application, decision by the superior, end. While it lasts what recurs needs less. */
export const leave = defineRegister({
  id: 'leave',
  title: '请假',
  clauses: ['DAY-15'],
  table: 'leave',
  storage: 'entity',
  fields: leaveFields,
  label: 'no',
  states: {
    titles: { requested: '待审批', approved: '已批准', refused: '未批准', returned: '已销假', cancelled: '已撤销' },
    initial: 'requested',
    editable: ['requested'],
  },
  check: checkLeave,
  actions: {
    approve: {
      title: '批准',
      from: ['requested'],
      to: 'approved',
      who: { leader: 'institution', president: 'institution' },
      notBy: ['staff_id'],
      asks: ['comment', 'handover_to'],
      sets: (_row, { now, staffId }) => ({ decided_at: now, decided_by: staffId }),
    },
    refuse: {
      title: '不批准',
      from: ['requested'],
      to: 'refused',
      who: { leader: 'institution', president: 'institution' },
      notBy: ['staff_id'],
      asks: ['comment'],
      requires: ['comment'],
      sets: (_row, { now, staffId }) => ({ decided_at: now, decided_by: staffId }),
    },
    return: {
      title: '销假',
      from: ['approved'],
      to: 'returned',
      who: EVERY_WORKER,
      asks: ['to_date'],
      sets: (_row, { now }) => ({ returned_at: now }),
      guard: begun,
    },
    cancel: {
      title: '撤销',
      from: ['requested', 'approved'],
      to: 'cancelled',
      who: EVERY_WORKER,
      guard: notBegun,
    },
  },
  access: {
    read: {
      ...EVERY_WORKER,
      leader: ['self', 'institution'],
      president: ['self', 'institution'],
      hr: 'bank',
      audit: 'bank',
    },
    create: EVERY_WORKER,
    update: EVERY_WORKER,
    export: { leader: 'institution', president: 'institution', hr: 'bank', audit: 'bank' },
    reveal: {},
  },
  scope: { ord: 'institution_ord', self: ['staff_id'] },
  list: {
    columns: ['staff_id', 'from_date', 'to_date', 'reason', 'decided_by', 'comment', 'no'],
    filters: ['staff_id', 'from_date', 'to_date'],
    search: ['no', 'reason'],
    order: [
      { by: 'id', descending: true },
      { by: 'from_date', descending: true },
    ],
  },
  form: {
    sections: [
      { title: '请假', fields: ['from_date', 'to_date', 'reason', 'handover_to'] },
      { title: '审批与交接', fields: ['decided_by', 'decided_at', 'comment', 'handover', 'returned_at'] },
    ],
  },
  print: { title: '请销假登记', signatures: ['请假人', '主管'] },
  importKey: ['no'],
});
