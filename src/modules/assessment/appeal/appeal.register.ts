import { defineRegister, type Grants } from '../../../kernel/register/public.ts';
import { appealFields } from './appeal.fields.ts';
import { decidedByAnother, signed } from './appeal.rules.ts';

/** Whoever bears duties may appeal. */
const APPELLANTS: Grants = {
  rm: 'self',
  clerk: 'self',
  none: 'self',
  leader: 'self',
  president: 'self',
  business: 'self',
  hr: 'self',
  audit: 'self',
};

/** Above the leader who usually confirms, so that nobody corrects his own superior. */
const DECIDERS: Grants = { president: 'institution', business: 'institution' };

const decision = {
  from: ['filed'],
  who: DECIDERS,
  notBy: ['staff_id'],
  asks: ['decision'],
  requires: ['decision'],
  guard: decidedByAnother,
  sets: signed,
} as const;

/**
 * 依据 ASM-5: every confirmed breach or incident with its points, and every measure issued, may be appealed against, once
 * at a time; another decides.
 */
export const appeal = defineRegister({
  id: 'appeal',
  title: '申诉',
  clauses: ['ASM-5'],
  table: 'appeal',
  storage: 'entity',
  fields: appealFields,
  label: 'no',
  states: {
    titles: { filed: '待裁定', upheld: '维持', overturned: '撤销', withdrawn: '已撤回' },
    initial: 'filed',
    editable: ['filed'],
  },
  actions: {
    uphold: { title: '维持认定', to: 'upheld', ...decision },
    overturn: { title: '撤销认定', to: 'overturned', ...decision },
    withdraw: { title: '撤回申诉', from: ['filed'], to: 'withdrawn', who: APPELLANTS },
  },
  access: {
    read: {
      ...APPELLANTS,
      leader: ['self', 'institution'],
      president: ['self', 'institution'],
      business: ['self', 'institution'],
      hr: ['self', 'institution'],
      audit: 'bank',
    },
    create: APPELLANTS,
    update: APPELLANTS,
    export: { business: 'institution', audit: 'bank' },
    reveal: {},
  },
  scope: { ord: 'institution_ord', self: ['staff_id'] },
  list: {
    columns: [
      'no',
      'breach_id',
      'incident_id',
      'measure_id',
      'staff_id',
      'institution_id',
      'statement',
      'judged_by',
      'decided_by',
      'decided_at',
    ],
    filters: ['staff_id', 'institution_id'],
    search: ['no'],
    order: [{ by: 'id', descending: true }],
  },
  form: { sections: [{ title: '申诉', fields: ['breach_id', 'incident_id', 'measure_id', 'statement', 'evidence'] }] },
  print: { title: '申诉裁定书', signatures: ['申诉人', '裁定人'] },
  importKey: ['no'],
});
