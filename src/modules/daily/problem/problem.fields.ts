import {
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

/** 依据 DAY-11: a problem that somebody above has to settle, from the log to the answer. */
export const problemFields = defineFields({
  no: serialNo({ label: '问题编号', prefix: 'WT' }),
  staff_id: person({ label: '提出人', required: true, by: 'server' }),
  institution_id: institution({ label: '机构', by: 'server' }),
  institution_ord: integer({ label: '机构序', by: 'server', hidden: true }),
  raised_on: date({ label: '提出日期', required: true, by: 'server' }),
  log_no: text({ label: '日志编号', by: 'server' }),
  description: longText({ label: '需协调的问题', required: true, max: 4000 }),
  period: text({ label: '汇总期', by: 'action', max: 10, help: '如 2026-03、2026-Q1' }),
  opinion: longText({ label: '主管意见', by: 'action', max: 2000 }),
  reported_at: instant({ label: '上报时间', by: 'server' }),
  reported_by: person({ label: '上报人', by: 'server' }),
  answer: longText({ label: '处理结果', by: 'action', max: 4000 }),
  answered_at: instant({ label: '答复时间', by: 'server' }),
  answered_by: person({ label: '答复人', by: 'server' }),
  heard_at: instant({ label: '知悉时间', by: 'server' }),
});
