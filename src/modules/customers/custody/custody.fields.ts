import { choice, customer, date, defineFields, person, text } from '../../../kernel/register/public.ts';

export const CUSTODY_ROLES = { primary: '主办', assistant: '协办' } as const;

export const custodyFields = defineFields({
  customer_id: customer({ label: '客户', required: true, fixed: true }),
  role: choice({ label: '角色', required: true, fixed: true, values: CUSTODY_ROLES, initial: 'primary' }),
  staff_id: person({ label: '人员', required: true }),
  valid_from: date({ label: '起始日期', required: true }),
  valid_until: date({ label: '终止日期', help: '不再管户的第一天' }),
  reason: text({ label: '事由', max: 200 }),
});
