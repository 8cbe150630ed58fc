import { boolean, date, defineFields, institution, integer, person, text } from '../../../kernel/register/public.ts';

export const appointmentFields = defineFields({
  staff_id: person({ label: '人员', required: true, fixed: true }),
  post: text({ label: '岗位', required: true, max: 40 }),
  institution_id: institution({ label: '机构', required: true }),
  institution_ord: integer({ label: '机构序', by: 'server', hidden: true }),
  valid_from: date({ label: '起始日期', required: true }),
  valid_until: date({ label: '终止日期', help: '首个不再任职的日期' }),
  is_main: boolean({ label: '主要岗位', required: true, initial: true }),
});
