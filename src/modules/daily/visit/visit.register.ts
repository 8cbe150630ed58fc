import { defineRegister } from '../../../kernel/register/public.ts';
import { VISIT_CONTENT, VISIT_NEEDED, visitFields } from './visit.fields.ts';
import { checkVisit, contactOf, doneAt, reviewOf, submissionOf } from './visit.rules.ts';

/** 依据 DAY-7, DAY-8: the record of a visit, written the same day and confirmed by the president or head of department. */
export const visit = defineRegister({
  id: 'visit',
  title: '走访记录',
  clauses: ['DAY-7', 'DAY-8'],
  table: 'visit',
  storage: 'entity',
  fields: visitFields,
  label: 'no',
  states: {
    titles: { draft: '待撰写', submitted: '待确认', confirmed: '已确认', returned: '已退回', retracted: '已撤回' },
    initial: 'draft',
    editable: ['draft', 'returned'],
  },
  check: checkVisit,
  emits: {
    create: [{ kind: 'contact', subject: 'customer', draft: contactOf }],
  },
  actions: {
    submit: {
      title: '提交',
      from: ['draft', 'returned'],
      to: 'submitted',
      who: { rm: 'self', leader: 'self', president: 'self' },
      asks: VISIT_CONTENT,
      requires: VISIT_NEEDED,
      sets: (row, moment) => ({
        submissions: row.submissions + 1,
        submitted_at: doneAt(moment, row.occurred_at),
      }),
      emits: [{ kind: 'visit.submitted', subject: 'customer', draft: submissionOf }],
    },
    confirm: {
      title: '确认',
      from: ['submitted'],
      to: 'confirmed',
      who: { leader: 'institution', president: 'institution' },
      notBy: ['staff_id'],
      asks: ['comment'],
      sets: (row, moment) => ({
        reviewed_at: doneAt(moment, row.submitted_at ?? row.occurred_at),
        reviewed_by: moment.staffId,
      }),
      emits: [{ kind: 'visit.reviewed', subject: 'customer', draft: reviewOf }],
    },
    return: {
      title: '退回',
      from: ['submitted'],
      to: 'returned',
      who: { leader: 'institution', president: 'institution' },
      notBy: ['staff_id'],
      asks: ['comment'],
      requires: ['comment'],
      sets: (row, moment) => ({
        reviewed_at: doneAt(moment, row.submitted_at ?? row.occurred_at),
        reviewed_by: moment.staffId,
      }),
      emits: [{ kind: 'visit.reviewed', subject: 'customer', draft: reviewOf }],
    },
    retract: {
      title: '撤回',
      from: ['draft', 'submitted', 'returned'],
      to: 'retracted',
      who: { rm: 'self', leader: 'self', president: 'self' },
      asks: ['retraction'],
      requires: ['retraction'],
      emits: [{ kind: 'contact', subject: 'customer', draft: contactOf }],
    },
  },
  access: {
    read: {
      rm: ['self', 'custody', 'assistance'],
      leader: ['self', 'institution'],
      president: ['self', 'institution'],
      business: 'bank',
      audit: 'bank',
    },
    create: { rm: 'self', leader: 'self', president: 'self' },
    update: { rm: 'self', leader: 'self', president: 'self' },
    export: { rm: 'self', leader: 'institution', president: 'institution', business: 'bank', audit: 'bank' },
    reveal: {},
  },
  scope: {
    ord: 'institution_ord',
    self: ['staff_id'],
    custody: { holder: 'holder_id', through: { column: 'customer_id', table: 'customer', key: 'id' } },
    assistance: { column: 'customer_id', table: 'customer_assistant', key: 'customer_id', staff: 'staff_id' },
  },
  list: {
    columns: ['customer_id', 'occurred_at', 'staff_id', 'met_name', 'purpose', 'comment', 'no'],
    filters: ['customer_id', 'staff_id', 'biz_date'],
    search: ['no', 'met_name', 'purpose', 'result'],
    order: [
      { by: 'id', descending: true },
      { by: 'biz_date', descending: true },
    ],
  },
  form: {
    sections: [
      { title: '走访', fields: ['customer_id', 'occurred_at', 'staff_id'] },
      { title: '被访人', fields: ['met_name', 'met_department', 'met_title'] },
      { title: '内容', fields: ['purpose', 'wanted', 'result', 'other_info', 'next_step', 'next_on'] },
    ],
  },
  print: { title: '走访记录', signatures: ['客户经理', '支行行长（部门经理）'] },
  importKey: ['no'],
});
