import { defineRegister } from '../../../kernel/register/public.ts';
import { outingFields } from './outing.fields.ts';
import { checkOuting, departed, departure, returned, returning, returnOf, startOf } from './outing.rules.ts';

const EVERY_WORKER = { rm: 'self', leader: 'self', president: 'self', business: 'self', clerk: 'self' } as const;
const SUPERIORS = { leader: 'institution', president: 'institution' } as const;

/** 依据 DAY-5, DAY-6: written down before one leaves, and again when one is back. */
export const outing = defineRegister({
  id: 'outing',
  title: '外出登记',
  clauses: ['DAY-5', 'DAY-6', 'DAY-18'],
  table: 'outing',
  storage: 'entity',
  fields: outingFields,
  label: 'no',
  states: {
    titles: { planned: '计划外出', out: '在外', returned: '已归行', cancelled: '已取消' },
    initial: 'planned',
    editable: ['planned', 'out'],
  },
  check: checkOuting,
  actions: {
    depart: {
      title: '出发',
      from: ['planned'],
      to: 'out',
      who: EVERY_WORKER,
      asks: ['out_at'],
      sets: departure,
      guard: departed,
      emits: [{ kind: 'outing.started', subject: 'staff', draft: startOf }],
    },
    return: {
      title: '归行',
      from: ['out'],
      to: 'returned',
      who: EVERY_WORKER,
      asks: ['result', 'returned_at'],
      requires: ['result'],
      sets: returning,
      guard: returned,
      emits: [{ kind: 'outing.returned', subject: 'staff', draft: returnOf }],
    },
    acknowledge: {
      title: '知悉',
      from: ['planned', 'out', 'returned'],
      who: SUPERIORS,
      notBy: ['staff_id'],
    },
    cancel: {
      title: '取消',
      from: ['planned'],
      to: 'cancelled',
      who: EVERY_WORKER,
      asks: ['cancellation'],
      requires: ['cancellation'],
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
    export: { ...SUPERIORS, hr: 'bank', audit: 'bank' },
    reveal: {},
  },
  scope: { ord: 'institution_ord', self: ['staff_id'] },
  list: {
    columns: [
      'staff_id',
      'biz_date',
      'kind',
      'business',
      'out_at',
      'expected_return_at',
      'returned_at',
      'result',
      'no',
    ],
    filters: ['staff_id', 'biz_date', 'kind'],
    search: ['no', 'business', 'result'],
    order: [
      { by: 'id', descending: true },
      { by: 'biz_date', descending: true },
    ],
  },
  form: {
    sections: [
      { title: '外出', fields: ['kind', 'business', 'planned_out_at', 'expected_return_at', 'leave_no'] },
      { title: '往返', fields: ['out_at', 'returned_at', 'result'] },
      { title: '主管', fields: ['superior_id', 'acknowledged_by', 'acknowledged_at'] },
    ],
  },
  print: { title: '离岗（外出）登记', signatures: ['外出人', '主管'] },
  importKey: ['no'],
});
