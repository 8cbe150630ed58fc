import { date, defineFields, money, person, serialNo } from '../../../kernel/register/public.ts';

/** 月工资 (依据 ASM-16): what the limits of deductions are measured by; in force until a later month's. */
export const wageFields = defineFields({
  no: serialNo({ label: '编号', prefix: 'GZ' }),
  staff_id: person({ label: '人员', required: true, fixed: true }),
  from_date: date({ label: '自何月起', required: true, fixed: true, help: '填该月第一天，其后各月沿用' }),
  amount: money({ label: '月工资', required: true }),
  entered_by: person({ label: '登记人', required: true, by: 'server' }),
});
