import { defineRegister } from '../../../kernel/register/public.ts';
import { doneAt } from '../visit/visit.rules.ts';
import { LOG_CONTENT, logFields } from './log.fields.ts';
import { checkLog, readingOf, reportOf, submissionOf } from './log.rules.ts';

const AUTHORS = { rm: 'self', leader: 'self' } as const;
const SUPERIORS = { leader: 'institution', president: 'institution' } as const;

/** 依据 DAY-9, DAY-10: one a person and day; written from the facts, completed by hand, read by the superior. */
export const dailyLog = defineRegister({
  id: 'daily_log',
  title: '客户经理日志',
  clauses: ['DAY-9', 'DAY-10'],
  table: 'daily_log',
  storage: 'entity',
  fields: logFields,
  label: 'no',
  states: {
    titles: { draft: '待提交', submitted: '待批阅', read: '已批阅' },
    initial: 'draft',
    editable: ['draft'],
  },
  check: checkLog,
  actions: {
    submit: {
      title: '提交',
      from: ['draft'],
      to: 'submitted',
      who: AUTHORS,
      asks: LOG_CONTENT,
      requires: ['thoughts', 'tomorrow'],
      sets: (_row, moment) => ({ submitted_at: doneAt(moment) }),
      emits: [
        { kind: 'log.submitted', subject: 'staff', draft: submissionOf },
        { kind: 'work.reported', subject: 'staff', draft: reportOf },
      ],
    },
    reopen: {
      title: '收回修改',
      from: ['submitted'],
      to: 'draft',
      who: AUTHORS,
      emits: [
        { kind: 'log.submitted', subject: 'staff', draft: submissionOf },
        { kind: 'work.reported', subject: 'staff', draft: reportOf },
      ],
    },
    read: {
      title: '批阅',
      from: ['submitted'],
      to: 'read',
      who: SUPERIORS,
      notBy: ['staff_id'],
      asks: ['comment'],
      sets: (row, moment) => ({
        read_at: doneAt(moment, row.submitted_at ?? undefined),
        read_by: moment.staffId,
      }),
      emits: [{ kind: 'log.read', subject: 'staff', draft: readingOf }],
    },
  },
  access: {
    read: { rm: 'self', leader: ['self', 'institution'], president: 'institution', business: 'bank', audit: 'bank' },
    create: AUTHORS,
    update: AUTHORS,
    export: { rm: 'self', ...SUPERIORS, business: 'bank', audit: 'bank' },
    reveal: {},
  },
  scope: { ord: 'institution_ord', self: ['staff_id'] },
  list: {
    columns: ['biz_date', 'staff_id', 'thoughts', 'problems', 'tomorrow', 'comment', 'submitted_at'],
    filters: ['staff_id', 'biz_date', 'needs_help'],
    search: ['no', 'work', 'thoughts', 'problems'],
    order: [
      { by: 'biz_date', descending: true },
      { by: 'id', descending: true },
    ],
  },
  form: {
    sections: [
      { title: '当日工作', fields: ['biz_date', 'work', 'supplement'] },
      { title: '体会、问题与计划', fields: ['thoughts', 'problems', 'needs_help', 'tomorrow'] },
      { title: '批阅', fields: ['comment', 'read_by', 'read_at'] },
    ],
  },
  print: { title: '客户经理日志', signatures: ['客户经理', '主管'] },
  importKey: ['staff_id', 'biz_date'],
});
