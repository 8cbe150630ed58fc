import { defineRegister } from '../../../kernel/register/public.ts';
import { customerFields } from './customer.fields.ts';
import { ARCHIVE_FIELDS, checkCustomer } from './customer.rules.ts';

/** 依据 CUS-3, CUS-15: the customers and the basics of their archive. Administrators see none of them. */
export const customer = defineRegister({
  id: 'customer',
  title: '客户',
  clauses: ['CUS-3', 'CUS-15'],
  table: 'customer',
  storage: 'entity',
  fields: customerFields,
  label: 'name',
  check: checkCustomer,
  access: {
    read: {
      rm: ['custody', 'assistance'],
      leader: 'institution',
      president: 'institution',
      business: 'bank',
      audit: 'bank',
    },
    create: { leader: 'institution', president: 'institution', business: 'bank' },
    update: { rm: 'custody', leader: 'institution', president: 'institution', business: 'bank' },
    export: { rm: 'custody', leader: 'institution', president: 'institution', business: 'bank', audit: 'bank' },
    reveal: { rm: 'custody', leader: 'institution', president: 'institution' },
  },
  scope: {
    ord: 'institution_ord',
    custody: { holder: 'holder_id' },
    assistance: { column: 'id', table: 'customer_assistant', key: 'customer_id', staff: 'staff_id' },
  },
  list: {
    columns: ['name', 'no', 'kind', 'institution_id', 'holder_id', 'deposit', 'credit', 'loan', 'last_contact_on'],
    filters: ['institution_id', 'holder_id', 'kind', 'deposit', 'credit', 'last_contact_on'],
    search: ['name', 'pinyin', 'no'],
    searchIndex: { table: 'customer_search', key: 'customer_id' },
    order: [{ by: 'institution_ord' }, { by: 'id' }],
  },
  form: {
    sections: [
      { title: '基本', fields: ['no', 'name', 'kind', 'institution_id', 'opened_on'] },
      { title: '档案', fields: [...ARCHIVE_FIELDS, 'note'] },
    ],
  },
  importKey: ['no'],
});
