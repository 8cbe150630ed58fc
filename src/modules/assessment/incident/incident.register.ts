import { defineRegister, type Grants } from '../../../kernel/register/public.ts';
import { incidentFields } from './incident.fields.ts';
import { checkIncident, judged, withinTariff } from './incident.rules.ts';

/** Who may file: superiors, the department, and whoever checks the bank (依据 DAY-13). */
const FILERS: Grants = { leader: 'institution', president: 'institution', business: 'institution', audit: 'bank' };

/** Above him of whom it is; the effects ask that it is really his superior. */
const JUDGES: Grants = { leader: 'institution', president: 'institution', business: 'institution' };

const judgement = {
  from: ['filed'],
  who: JUDGES,
  notBy: ['staff_id', 'filed_by'],
  asks: ['comment'],
  requires: ['comment'],
  sets: judged,
} as const;

/** 依据 ASM-1 … ASM-3: filed by one, confirmed by another, never by the person concerned. Until then it costs nothing. */
export const incident = defineRegister({
  id: 'incident',
  title: '过错',
  clauses: ['ASM-1', 'ASM-2', 'ASM-3', 'DAY-13', 'DAY-14', 'ASM-16'],
  table: 'incident',
  storage: 'entity',
  fields: incidentFields,
  label: 'no',
  states: {
    titles: { filed: '待认定', confirmed: '认定', dismissed: '不予认定', withdrawn: '已撤回' },
    initial: 'filed',
    editable: ['filed'],
  },
  check: checkIncident,
  actions: {
    confirm: { title: '认定', to: 'confirmed', ...judgement, asks: ['deduction', 'comment'], guard: withinTariff },
    dismiss: { title: '不予认定', to: 'dismissed', ...judgement },
    withdraw: { title: '撤回登记', from: ['filed'], to: 'withdrawn', who: FILERS, notBy: ['staff_id'] },
  },
  access: {
    read: {
      rm: 'self',
      clerk: 'self',
      none: 'self',
      leader: ['self', 'institution'],
      president: ['self', 'institution'],
      business: ['self', 'institution'],
      hr: ['self', 'institution'],
      audit: 'bank',
    },
    create: FILERS,
    update: FILERS,
    export: { business: 'institution', audit: 'bank' },
    reveal: {},
  },
  notBy: { create: ['staff_id'], update: ['staff_id'] },
  scope: { ord: 'institution_ord', self: ['staff_id', 'filed_by'] },
  list: {
    columns: ['fault_title', 'staff_id', 'institution_id', 'occurred_at', 'filed_by', 'judged_by', 'comment', 'no'],
    filters: ['staff_id', 'institution_id', 'occurred_at'],
    search: ['no', 'description'],
    order: [{ by: 'id', descending: true }],
  },
  form: {
    sections: [
      {
        title: '过错',
        fields: ['staff_id', 'occurred_at', 'fault', 'circumstances', 'description', 'evidence'],
      },
      { title: '认定', fields: ['filed_by', 'judged_by', 'judged_at', 'tariff', 'deduction', 'comment'] },
    ],
  },
  print: { title: '过错认定书', signatures: ['登记人', '认定人', '当事人'] },
  importKey: ['no'],
});
