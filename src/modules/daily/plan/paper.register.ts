import { defineRegister } from '../../../kernel/register/public.ts';
import { doneAt } from '../visit/visit.rules.ts';
import { PAPER_CONTENT, paperFields } from './paper.fields.ts';
import { checkPaper, readingOfPaper, submissionOfPaper } from './paper.rules.ts';

const AUTHORS = { rm: 'self', leader: 'self' } as const;
const SUPERIORS = { leader: 'institution', president: 'institution' } as const;

/** 依据 DAY-12: plans by week and month, reports by month and quarter, read by the superior. */
export const workPaper = defineRegister({
  id: 'work_paper',
  title: '计划与报告',
  clauses: ['DAY-12'],
  table: 'work_paper',
  storage: 'entity',
  fields: paperFields,
  label: 'no',
  states: {
    titles: { draft: '待提交', submitted: '待审阅', read: '已审阅' },
    initial: 'draft',
    editable: ['draft'],
  },
  check: checkPaper,
  actions: {
    submit: {
      title: '提交',
      from: ['draft'],
      to: 'submitted',
      who: AUTHORS,
      asks: PAPER_CONTENT,
      requires: ['content'],
      sets: (_row, moment) => ({ submitted_at: doneAt(moment) }),
      emits: [{ kind: 'paper.submitted', subject: 'staff', draft: submissionOfPaper }],
    },
    reopen: {
      title: '收回修改',
      from: ['submitted'],
      to: 'draft',
      who: AUTHORS,
      emits: [{ kind: 'paper.submitted', subject: 'staff', draft: submissionOfPaper }],
    },
    read: {
      title: '审阅',
      from: ['submitted'],
      to: 'read',
      who: SUPERIORS,
      notBy: ['staff_id'],
      asks: ['comment'],
      sets: (row, moment) => ({ read_at: doneAt(moment, row.submitted_at ?? undefined), read_by: moment.staffId }),
      emits: [{ kind: 'paper.read', subject: 'staff', draft: readingOfPaper }],
    },
  },
  access: {
    read: { rm: 'self', leader: ['self', 'institution'], president: 'institution', business: 'bank', audit: 'bank' },
    create: AUTHORS,
    update: AUTHORS,
    export: { ...SUPERIORS, business: 'bank', audit: 'bank' },
    reveal: {},
  },
  scope: { ord: 'institution_ord', self: ['staff_id'] },
  list: {
    columns: ['kind', 'period_start', 'staff_id', 'content', 'comment', 'submitted_at', 'no'],
    filters: ['staff_id', 'kind', 'period_start'],
    search: ['no', 'content', 'problems'],
    order: [
      { by: 'period_start', descending: true },
      { by: 'id', descending: true },
    ],
  },
  form: {
    sections: [
      { title: '计划与报告', fields: ['kind', 'period_start', 'summary', 'content'] },
      { title: '经验与问题', fields: ['experience', 'problems'] },
      { title: '审阅', fields: ['comment', 'read_by', 'read_at'] },
    ],
  },
  print: { title: '工作计划与报告', signatures: ['客户经理', '主管', '支行行长'] },
  importKey: ['staff_id', 'kind', 'period_start'],
});
