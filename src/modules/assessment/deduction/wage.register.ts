import { defineRegister } from '../../../kernel/register/public.ts';
import { wageFields } from './wage.fields.ts';
import { checkWage } from './wage.rules.ts';

/** 依据 ASM-16: entered by human resources, never one's own; superiors do not see what their people earn. */
export const monthlyWage = defineRegister({
  id: 'monthly-wage',
  title: '月工资',
  clauses: ['ASM-16'],
  table: 'monthly_wage',
  storage: 'entity',
  fields: wageFields,
  label: 'no',
  check: checkWage,
  access: {
    read: {
      rm: 'self',
      clerk: 'self',
      none: 'self',
      leader: 'self',
      president: 'self',
      business: 'self',
      audit: 'self',
      hr: 'bank',
    },
    create: { hr: 'bank' },
    update: { hr: 'bank' },
    export: { hr: 'bank' },
    reveal: {},
  },
  notBy: { create: ['staff_id'], update: ['staff_id'] },
  scope: { self: ['staff_id'] },
  list: {
    columns: ['staff_id', 'from_date', 'amount', 'entered_by', 'no'],
    filters: ['staff_id', 'from_date'],
    search: ['no'],
    order: [{ by: 'id', descending: true }],
  },
  form: { sections: [{ title: '月工资', fields: ['staff_id', 'from_date', 'amount', 'entered_by'] }] },
  importKey: ['staff_id', 'from_date'],
});
