import { defineRegister } from '../../../kernel/register/public.ts';
import { doneAt } from '../visit/visit.rules.ts';
import { problemFields } from './problem.fields.ts';
import { answerOf, raisingOf, reportingOf, settlingOf } from './problem.rules.ts';

const AUTHORS = { rm: 'self', leader: 'self' } as const;
const SUPERIORS = { leader: 'institution', president: 'institution' } as const;

/** 依据 DAY-11: raised in a log, collected and reported upward by the leader, answered to the one who raised it. */
export const problem = defineRegister({
  id: 'problem',
  title: '需协调的问题',
  clauses: ['DAY-11'],
  table: 'problem',
  storage: 'entity',
  fields: problemFields,
  label: 'no',
  states: {
    titles: { raised: '待汇总', reported: '已上报', answered: '已答复', heard: '已知悉' },
    initial: 'raised',
    editable: ['raised'],
  },
  emits: { create: [{ kind: 'problem.raised', subject: 'staff', draft: raisingOf }] },
  actions: {
    report: {
      title: '上报',
      from: ['raised'],
      to: 'reported',
      who: SUPERIORS,
      notBy: ['staff_id'],
      asks: ['period', 'opinion'],
      requires: ['period'],
      sets: (row, moment) => ({ reported_at: doneAt(moment, row.recorded_at), reported_by: moment.staffId }),
      emits: [{ kind: 'problem.reported', subject: 'staff', draft: reportingOf }],
    },
    answer: {
      title: '答复',
      from: ['raised', 'reported'],
      to: 'answered',
      who: SUPERIORS,
      notBy: ['staff_id'],
      asks: ['answer'],
      requires: ['answer'],
      sets: (row, moment) => ({
        answered_at: doneAt(moment, row.reported_at ?? row.recorded_at),
        answered_by: moment.staffId,
      }),
      emits: [
        { kind: 'problem.reported', subject: 'staff', draft: settlingOf },
        { kind: 'problem.answered', subject: 'staff', draft: answerOf },
      ],
    },
    hear: {
      title: '知悉',
      from: ['answered'],
      to: 'heard',
      who: AUTHORS,
      sets: (_row, { now }) => ({ heard_at: now }),
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
    columns: ['description', 'staff_id', 'raised_on', 'period', 'opinion', 'answer', 'answered_by', 'no'],
    filters: ['staff_id', 'raised_on', 'period'],
    search: ['no', 'description', 'answer'],
    order: [
      { by: 'id', descending: true },
      { by: 'raised_on', descending: true },
    ],
  },
  form: {
    sections: [
      { title: '问题', fields: ['description', 'raised_on', 'log_no'] },
      { title: '上报', fields: ['period', 'opinion', 'reported_by', 'reported_at'] },
      { title: '答复', fields: ['answer', 'answered_by', 'answered_at', 'heard_at'] },
    ],
  },
  print: { title: '需上级协调问题', signatures: ['提出人', '主管', '支行行长'] },
  importKey: ['no'],
});
