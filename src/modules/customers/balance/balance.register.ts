import { defineRegister } from '../../../kernel/register/public.ts';
import { balanceFields } from './balance.fields.ts';

/** 依据 CUS-17: balances come from the bank's core system; nobody types them. Each holds until the customer's next row. */
export const balance = defineRegister({
  id: 'balance',
  title: '余额',
  clauses: ['CUS-17'],
  table: 'balance',
  storage: 'ledger',
  fields: balanceFields,
  label: 'valid_from',
  access: {
    read: {
      rm: ['custody', 'assistance'],
      leader: 'institution',
      president: 'institution',
      business: 'bank',
      audit: 'bank',
    },
    create: {},
    update: {},
    export: { president: 'institution', business: 'bank', audit: 'bank' },
    reveal: {},
  },
  scope: {
    ord: 'institution_ord',
    ordThrough: { column: 'customer_id', table: 'customer', key: 'id' },
    custody: { holder: 'holder_id', through: { column: 'customer_id', table: 'customer', key: 'id' } },
    assistance: { column: 'customer_id', table: 'customer_assistant', key: 'customer_id', staff: 'staff_id' },
  },
  list: {
    columns: ['customer_id', 'valid_from', 'deposit', 'credit', 'loan'],
    filters: ['customer_id', 'valid_from'],
    search: [],
    order: [{ by: 'id', descending: true }],
  },
  form: { sections: [{ title: '余额', fields: ['customer_id', 'valid_from', 'deposit', 'credit', 'loan'] }] },
  importKey: ['customer_id', 'valid_from'],
});
