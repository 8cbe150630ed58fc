import { defineRegister, type Grants } from '../../../kernel/register/public.ts';
import { measureFields } from './measure.fields.ts';
import {
  acceptedFact,
  decided,
  demandsSomething,
  issued,
  mayBeReplied,
  orderedFact,
  replied,
} from './measure.rules.ts';

const ANYBODY: Grants = {
  rm: 'self',
  clerk: 'self',
  none: 'self',
  leader: 'self',
  president: 'self',
  business: 'self',
  hr: 'self',
  audit: 'self',
};

/** Who may issue at all; which of them for a step is data of the ladder (`issuers`). */
const ISSUERS: Grants = { leader: 'institution', president: 'institution', business: 'institution', hr: 'institution' };

/**
 * 依据 ASM-4: a ladder proposes, a named human issues; a rectification is answered by the person and accepted by a
 * superior, and a response rule judges whether in time. Nothing is proposed by hand.
 */
export const measure = defineRegister({
  id: 'measure',
  title: '处置',
  clauses: ['ASM-4'],
  table: 'measure',
  storage: 'entity',
  fields: measureFields,
  label: 'no',
  states: {
    titles: {
      proposed: '待下达',
      issued: '已下达',
      replied: '待验收',
      accepted: '已验收',
      declined: '不予处置',
      revoked: '已撤销',
    },
    initial: 'proposed',
    editable: [],
  },
  actions: {
    issue: {
      title: '下达',
      from: ['proposed'],
      to: 'issued',
      who: ISSUERS,
      notBy: ['staff_id'],
      asks: ['demand', 'comment'],
      guard: demandsSomething,
      sets: issued,
      emits: [
        {
          kind: 'rectification.ordered',
          subject: 'staff',
          draft: (row) => (row.rectifies ? orderedFact(row) : null),
        },
      ],
    },
    decline: {
      title: '不予处置',
      from: ['proposed'],
      to: 'declined',
      who: ISSUERS,
      notBy: ['staff_id'],
      asks: ['comment'],
      requires: ['comment'],
      sets: decided,
    },
    reply: {
      title: '报告整改',
      from: ['issued'],
      to: 'replied',
      who: ANYBODY,
      asks: ['reply'],
      requires: ['reply'],
      guard: mayBeReplied,
      sets: replied,
    },
    accept: {
      title: '验收',
      from: ['replied'],
      to: 'accepted',
      who: ISSUERS,
      notBy: ['staff_id'],
      asks: ['comment'],
      sets: decided,
      emits: [{ kind: 'rectification.accepted', subject: 'staff', draft: acceptedFact }],
    },
    return: {
      title: '退回整改',
      from: ['replied'],
      to: 'issued',
      who: ISSUERS,
      notBy: ['staff_id'],
      asks: ['comment'],
      requires: ['comment'],
    },
    revoke: {
      title: '撤销处置',
      from: ['issued', 'replied', 'accepted'],
      to: 'revoked',
      who: ISSUERS,
      notBy: ['staff_id'],
      asks: ['comment'],
      requires: ['comment'],
      sets: decided,
      emits: [
        {
          kind: 'rectification.ordered',
          subject: 'staff',
          draft: (row) => (row.rectifies ? { ...orderedFact(row), retracted: true } : null),
        },
      ],
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
    create: {},
    update: {},
    export: { business: 'institution', hr: 'institution', audit: 'bank' },
    reveal: {},
  },
  scope: { ord: 'institution_ord', self: ['staff_id'] },
  list: {
    columns: ['title', 'staff_id', 'institution_id', 'rank', 'arose_on', 'ladder_id', 'issued_by', 'issued_at', 'no'],
    filters: ['staff_id', 'institution_id', 'arose_on'],
    search: ['no', 'title'],
    order: [{ by: 'id', descending: true }],
  },
  form: {
    sections: [
      {
        title: '处置',
        fields: ['title', 'staff_id', 'institution_id', 'rank', 'arose_on', 'breach_id', 'incident_id'],
      },
      { title: '下达', fields: ['issued_by', 'issued_at', 'rectifies', 'demand'] },
      { title: '整改与办结', fields: ['reply', 'replied_at', 'comment', 'decided_by', 'decided_at'] },
    ],
  },
  print: { title: '处置通知书', signatures: ['下达人', '当事人', '验收人'] },
  importKey: ['no'],
});
