import { customer, date, defineFields, money } from '../../../kernel/register/public.ts';

export const balanceFields = defineFields({
  customer_id: customer({ label: '客户', required: true, by: 'server' }),
  valid_from: date({ label: '日期', required: true, by: 'server' }),
  deposit: money({ label: '存款余额', required: true, by: 'server' }),
  credit: money({ label: '授信金额', required: true, by: 'server' }),
  loan: money({ label: '贷款余额', required: true, by: 'server' }),
});
