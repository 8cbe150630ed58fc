import {
  businessNo,
  choice,
  date,
  defineFields,
  idNumber,
  institution,
  integer,
  longText,
  money,
  person,
  phone,
  text,
} from '../../../kernel/register/public.ts';

export const CUSTOMER_KINDS = { corporate: '对公', individual: '个人' } as const;

export const customerFields = defineFields({
  no: businessNo({ label: '客户号', required: true, fixed: true }),
  name: text({ label: '客户名称', required: true, max: 200 }),
  pinyin: text({ label: '拼音', required: true, by: 'server', hidden: true }),
  kind: choice({ label: '类型', required: true, values: CUSTOMER_KINDS }),
  institution_id: institution({ label: '机构', required: true }),
  institution_ord: integer({ label: '机构序', required: true, by: 'server', hidden: true }),
  opened_on: date({ label: '建档日期', required: true }),
  id_type: text({ label: '证件类型', max: 50 }),
  id_no: idNumber({ label: '证件号' }),
  phone: phone({ label: '联系电话' }),
  address: text({ label: '地址', max: 200 }),
  industry: text({ label: '行业', max: 60 }),
  contact_name: text({ label: '联系人', max: 50 }),
  contact_title: text({ label: '联系人职务', max: 50 }),
  note: longText({ label: '备注', max: 2000 }),
  holder_id: person({ label: '主办', by: 'server' }),
  deposit: money({ label: '存款余额', required: true, by: 'server', initial: '0' }),
  credit: money({ label: '授信金额', required: true, by: 'server', initial: '0' }),
  loan: money({ label: '贷款余额', required: true, by: 'server', initial: '0' }),
  last_contact_on: date({ label: '最近联系', by: 'server' }),
});
