import {
  date,
  defineFields,
  institution,
  integer,
  longText,
  person,
  serialNo,
} from '../../../kernel/register/public.ts';

/** 依据 DAY-10: who called, on which day, what he said. */
export const phoneReportFields = defineFields({
  no: serialNo({ label: '汇报编号', prefix: 'DH' }),
  staff_id: person({ label: '汇报人', required: true, fixed: true }),
  institution_id: institution({ label: '机构', by: 'server' }),
  institution_ord: integer({ label: '机构序', by: 'server', hidden: true }),
  biz_date: date({ label: '日期', required: true, fixed: true }),
  said: longText({ label: '汇报内容', required: true, max: 2000 }),
  heard_by: person({ label: '听取人', required: true, by: 'server' }),
});
