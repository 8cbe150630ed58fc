import {
  boolean,
  date,
  defineFields,
  instant,
  institution,
  integer,
  longText,
  person,
  serialNo,
} from '../../../kernel/register/public.ts';

/** 依据 DAY-9, DAY-10: a day's log. `work` is written by the system; people add what no fact says. */
export const logFields = defineFields({
  no: serialNo({ label: '日志编号', prefix: 'RZ' }),
  staff_id: person({ label: '客户经理', required: true, by: 'server' }),
  institution_id: institution({ label: '机构', by: 'server' }),
  institution_ord: integer({ label: '机构序', by: 'server', hidden: true }),
  biz_date: date({ label: '日志日期', required: true, fixed: true }),
  work: longText({ label: '当日工作', by: 'server', max: 20_000 }),
  supplement: longText({ label: '补充', max: 4000 }),
  thoughts: longText({ label: '体会', max: 4000 }),
  problems: longText({ label: '问题', max: 4000 }),
  needs_help: boolean({ label: '需要上级协调' }),
  tomorrow: longText({ label: '明日计划', max: 4000 }),
  submitted_at: instant({ label: '提交时间', by: 'server' }),
  read_at: instant({ label: '批阅时间', by: 'server' }),
  read_by: person({ label: '批阅人', by: 'server' }),
  comment: longText({ label: '批示', by: 'action', max: 1000 }),
});

/** What people write; the rest of a log writes itself. */
export const LOG_CONTENT = [
  'supplement',
  'thoughts',
  'problems',
  'needs_help',
  'tomorrow',
] as const satisfies readonly (keyof typeof logFields)[];
