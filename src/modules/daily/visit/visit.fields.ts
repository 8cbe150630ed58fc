import {
  customer,
  date,
  defineFields,
  instant,
  institution,
  integer,
  longText,
  person,
  serialNo,
  text,
} from '../../../kernel/register/public.ts';

/** 依据 DAY-7: what a visit record says. */
export const visitFields = defineFields({
  no: serialNo({ label: '走访编号', prefix: 'ZF' }),
  customer_id: customer({ label: '客户', required: true, fixed: true }),
  staff_id: person({ label: '客户经理', required: true, by: 'server' }),
  institution_id: institution({ label: '机构', required: true, by: 'server' }),
  institution_ord: integer({ label: '机构序', required: true, by: 'server', hidden: true }),
  occurred_at: instant({ label: '走访时间', required: true }),
  biz_date: date({ label: '走访日期', required: true, by: 'server' }),
  met_name: text({ label: '被访人', max: 60 }),
  met_department: text({ label: '部门', max: 60 }),
  met_title: text({ label: '职务', max: 60 }),
  purpose: longText({ label: '事由', max: 1000 }),
  wanted: longText({ label: '想要达到的结果', max: 1000 }),
  result: longText({ label: '走访结果', max: 4000 }),
  other_info: longText({ label: '其他信息', max: 4000 }),
  next_step: longText({ label: '下一步打算', max: 1000 }),
  next_on: date({ label: '下一步日期' }),
  submissions: integer({ label: '提交次数', required: true, by: 'server', initial: 0 }),
  submitted_at: instant({ label: '提交时间', by: 'server' }),
  reviewed_at: instant({ label: '处理时间', by: 'server' }),
  reviewed_by: person({ label: '处理人', by: 'server' }),
  comment: longText({ label: '批示', by: 'action', max: 1000 }),
  retraction: longText({ label: '撤回原因', by: 'action', max: 500 }),
});

/** What people write of a visit; all of it may still change while it is with its author. */
export const VISIT_CONTENT = [
  'occurred_at',
  'met_name',
  'met_department',
  'met_title',
  'purpose',
  'wanted',
  'result',
  'other_info',
  'next_step',
  'next_on',
] as const satisfies readonly (keyof typeof visitFields)[];

/** 依据 DAY-7: without these it cannot be handed in. */
export const VISIT_NEEDED = [
  'met_name',
  'met_department',
  'met_title',
  'purpose',
  'wanted',
  'result',
  'next_step',
] as const satisfies readonly (keyof typeof visitFields)[];
