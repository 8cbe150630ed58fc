import { defineRegister } from '../../../kernel/register/public.ts';
import { EVERYBODY } from '../everybody.rules.ts';
import { staffFields } from './staff.fields.ts';
import { checkStaff } from './staff.rules.ts';

/** 依据 ORG-2: the people; what they may do follows from their appointments. */
export const staff = defineRegister({
  id: 'staff',
  title: '人员',
  clauses: ['ORG-2'],
  table: 'staff',
  storage: 'entity',
  fields: staffFields,
  label: 'name',
  check: checkStaff,
  access: {
    read: EVERYBODY,
    create: { hr: 'bank', 'admin:system': 'bank' },
    update: { hr: 'bank', 'admin:system': 'bank' },
    export: { hr: 'bank', audit: 'bank' },
    reveal: {},
  },
  scope: { ord: 'institution_ord', self: ['id'] },
  list: {
    columns: ['no', 'name', 'institution_id', 'supervisor_id', 'joined_on', 'left_on'],
    filters: ['institution_id', 'supervisor_id', 'joined_on', 'left_on'],
    search: ['no', 'name', 'pinyin'],
    order: [{ by: 'no' }, { by: 'joined_on' }],
  },
  form: { sections: [{ title: '人员', fields: ['no', 'name', 'supervisor_id', 'joined_on', 'left_on'] }] },
  importKey: ['no'],
});
