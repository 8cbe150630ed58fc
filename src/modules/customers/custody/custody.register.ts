import { defineRegister, type Grants } from '../../../kernel/register/public.ts';
import { custodyFields } from './custody.fields.ts';
import { checkCustody } from './custody.rules.ts';

const WHO_DISTRIBUTES: Grants = { leader: 'institution', president: 'institution', business: 'bank' };

/**
 * 依据 CUS-6: who serves the customer, from when to when. Handing over writes the successor's span and ends the former
 * one on the same day; every earlier state stays in the ledger.
 */
export const custody = defineRegister({
  id: 'custody',
  title: '管户',
  clauses: ['CUS-6'],
  table: 'custody',
  storage: 'ledger',
  fields: custodyFields,
  label: 'role',
  check: checkCustody,
  actions: {
    handover: {
      title: '移交',
      who: WHO_DISTRIBUTES,
      asks: ['staff_id', 'valid_from', 'reason'],
      requires: ['staff_id', 'valid_from', 'reason'],
    },
    release: {
      title: '解约',
      who: WHO_DISTRIBUTES,
      asks: ['valid_until', 'reason'],
      requires: ['valid_until', 'reason'],
    },
    cancel: { title: '作废', who: WHO_DISTRIBUTES, ends: true },
  },
  access: {
    read: {
      rm: ['custody', 'assistance'],
      leader: 'institution',
      president: 'institution',
      business: 'bank',
      audit: 'bank',
    },
    create: WHO_DISTRIBUTES,
    update: {},
    export: { leader: 'institution', president: 'institution', business: 'bank', audit: 'bank' },
    reveal: {},
  },
  scope: {
    ord: 'institution_ord',
    ordThrough: { column: 'customer_id', table: 'customer', key: 'id' },
    custody: { holder: 'holder_id', through: { column: 'customer_id', table: 'customer', key: 'id' } },
    assistance: { column: 'customer_id', table: 'customer_assistant', key: 'customer_id', staff: 'staff_id' },
  },
  list: {
    columns: ['customer_id', 'role', 'staff_id', 'valid_from', 'valid_until', 'reason'],
    filters: ['customer_id', 'role', 'staff_id', 'valid_from', 'valid_until'],
    search: [],
    order: [{ by: 'id', descending: true }],
  },
  form: {
    sections: [{ title: '管户', fields: ['customer_id', 'role', 'staff_id', 'valid_from', 'valid_until', 'reason'] }],
  },
  importKey: ['customer_id', 'valid_from', 'role'],
});
