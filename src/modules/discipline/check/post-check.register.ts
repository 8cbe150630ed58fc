import { defineRegister, type Grants } from '../../../kernel/register/public.ts';
import { ANYBODY, CHECKERS } from '../discipline.rules.ts';
import { postCheckFields } from './post-check.fields.ts';
import {
  answered,
  checked,
  checkedFact,
  decided,
  droppedFact,
  found,
  isAdverse,
  onItsDay,
} from './post-check.rules.ts';

/** Who decides what follows: who checked or ordered, and those above the person. */
const DECIDERS: Grants = {
  leader: ['self', 'institution'],
  president: ['self', 'institution'],
  business: ['self', 'institution'],
  audit: 'bank',
};

const checkedBy = { from: ['drawn'], who: CHECKERS, notBy: ['staff_id'] } as const;
const decision = { from: ['adverse'], who: DECIDERS, notBy: ['staff_id'], sets: decided } as const;

/**
 * 依据 DAY-13: checked on the spot by another, on the day it was drawn for; the person is told and may answer; what was
 * found becomes a fault only when somebody files it as one and yet another confirms it. The institution is filled with
 * the finding: before it only who ordered and who checks find the row.
 */
export const postCheck = defineRegister({
  id: 'post-check',
  title: '查岗',
  clauses: ['DAY-13'],
  table: 'post_check',
  storage: 'entity',
  fields: postCheckFields,
  label: 'no',
  states: {
    titles: {
      drawn: '待检查',
      passed: '正常',
      adverse: '异常待处理',
      charged: '已登记过错',
      excused: '说明成立',
      dropped: '未检查',
    },
    initial: 'drawn',
    editable: [],
  },
  actions: {
    pass: {
      title: '正常',
      to: 'passed',
      ...checkedBy,
      asks: ['note'],
      sets: found,
      guard: onItsDay,
      emits: [{ kind: 'check.done', subject: 'staff', draft: checkedFact }],
    },
    report: {
      title: '异常',
      to: 'adverse',
      ...checkedBy,
      asks: ['outcome', 'note'],
      requires: ['outcome', 'note'],
      sets: checked,
      guard: isAdverse,
      emits: [{ kind: 'check.done', subject: 'staff', draft: checkedFact }],
    },
    drop: {
      title: '未检查',
      to: 'dropped',
      ...checkedBy,
      asks: ['comment'],
      requires: ['comment'],
      sets: decided,
      emits: [{ kind: 'check.drawn', subject: 'staff', draft: droppedFact }],
    },
    answer: {
      title: '说明情况',
      from: ['adverse'],
      who: ANYBODY,
      notBy: ['checker_id', 'ordered_by'],
      asks: ['reply'],
      requires: ['reply'],
      sets: answered,
    },
    charge: { title: '登记过错', to: 'charged', ...decision, asks: ['fault', 'comment'], requires: ['fault'] },
    excuse: { title: '说明成立', to: 'excused', ...decision, asks: ['comment'], requires: ['comment'] },
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
    create: {},
    update: {},
    export: { president: 'institution', business: 'institution', hr: 'institution', audit: 'bank' },
    reveal: {},
  },
  scope: { ord: 'institution_ord', self: ['informed_id', 'checker_id', 'ordered_by'] },
  list: {
    columns: ['biz_date', 'staff_id', 'place', 'outcome', 'note', 'checked_by', 'checked_at', 'no'],
    filters: ['staff_id', 'institution_id', 'biz_date', 'outcome'],
    search: ['no', 'spot_check_no'],
    order: [{ by: 'id', descending: true }],
  },
  form: {
    sections: [
      { title: '查岗', fields: ['staff_id', 'biz_date', 'place', 'outing_no', 'checker_id', 'spot_check_no'] },
      { title: '现场', fields: ['outcome', 'note', 'checked_at', 'checked_by'] },
      {
        title: '说明与处理',
        fields: ['reply', 'replied_at', 'fault', 'incident_id', 'comment', 'decided_by', 'decided_at'],
      },
    ],
  },
  print: { title: '查岗记录', signatures: ['检查人', '被查人', '主管'] },
  importKey: ['no'],
});
