import type { Vocabulary } from '../../platform/duties/vocabulary.ts';
import { CUSTOMER_KINDS } from './customer/customer.fields.ts';

const AMOUNT = { subject: 'customer', type: 'number', of: 'balance', before: 0, unit: '元' } as const;

/** What rules may say about customers: their money, their kind, and who has custody. */
export const customersVocabulary: Partial<Vocabulary> = {
  subjects: {
    customer: {
      table: 'customer_version',
      id: 'customer_id',
      from: 'opened_on',
      institution: 'institution_id',
      entity: 'customer',
    },
  },
  spans: {
    balance: { table: 'balance', subject: 'customer_id', from: 'valid_from' },
  },
  attributes: {
    kind: {
      label: '客户类型',
      subject: 'customer',
      type: 'text',
      of: 'subject',
      column: 'kind',
      values: CUSTOMER_KINDS,
    },
    // A customer without a balance yet is in the lowest tier (依据 CUS-1).
    deposit: { label: '存款余额', column: 'deposit', ...AMOUNT },
    credit: { label: '授信金额', column: 'credit', ...AMOUNT },
    loan: { label: '贷款余额', column: 'loan', ...AMOUNT },
  },
  relations: {
    primary: {
      label: '主办',
      table: 'custody',
      subject: 'customer_id',
      holder: 'staff_id',
      from: 'valid_from',
      until: 'valid_until',
      where: { role: 'primary' },
      absence: 'leave',
    },
  },
};
