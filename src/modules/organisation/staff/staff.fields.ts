import { businessNo, date, defineFields, institution, integer, person, text } from '../../../kernel/register/public.ts';

export const staffFields = defineFields({
  no: businessNo({ label: '工号', required: true, fixed: true }),
  name: text({ label: '姓名', required: true, max: 50 }),
  pinyin: text({ label: '拼音', required: true, by: 'server', hidden: true }),
  supervisor_id: person({ label: '主管' }),
  joined_on: date({ label: '入职日期', required: true }),
  left_on: date({ label: '离职日期', help: '首个不再在职的日期' }),
  institution_id: institution({ label: '所在机构', by: 'server' }),
  institution_ord: integer({ label: '机构序', by: 'server', hidden: true }),
});
