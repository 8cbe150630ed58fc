import {
  choice,
  date,
  defineFields,
  instant,
  institution,
  integer,
  longText,
  person,
  serialNo,
} from '../../../kernel/register/public.ts';

/** 依据 DAY-12: plans look ahead, reports look back; each is of a period. */
export const PAPER_KINDS = {
  weekPlan: '周计划',
  monthPlan: '月计划',
  monthReport: '月度工作报告',
  quarterReport: '季度工作报告',
} as const;
export type PaperKind = keyof typeof PAPER_KINDS;

/** 依据 DAY-12: a plan or report. `summary` is put together by the system; people add what no fact says. */
export const paperFields = defineFields({
  no: serialNo({ label: '编号', prefix: 'JH' }),
  staff_id: person({ label: '撰写人', required: true, by: 'server' }),
  institution_id: institution({ label: '机构', by: 'server' }),
  institution_ord: integer({ label: '机构序', by: 'server', hidden: true }),
  kind: choice({ label: '类别', values: PAPER_KINDS, required: true, fixed: true }),
  period_start: date({ label: '期间起始', required: true, fixed: true }),
  summary: longText({ label: '系统汇总', by: 'server', max: 20_000 }),
  content: longText({ label: '计划（报告）内容', max: 8000 }),
  experience: longText({ label: '经验与做法', max: 4000 }),
  problems: longText({ label: '存在问题', max: 4000 }),
  submitted_at: instant({ label: '提交时间', by: 'server' }),
  read_at: instant({ label: '审阅时间', by: 'server' }),
  read_by: person({ label: '审阅人', by: 'server' }),
  comment: longText({ label: '批示', by: 'action', max: 1000 }),
});

/** What people write. */
export const PAPER_CONTENT = [
  'content',
  'experience',
  'problems',
] as const satisfies readonly (keyof typeof paperFields)[];
