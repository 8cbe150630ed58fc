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
  text,
} from '../../../kernel/register/public.ts';

/** 依据 DAY-16: where a task comes from. */
export const TASK_SOURCES = { direct: '直接布置', meeting: '会议决议', log: '日志批示', leave: '休假交接' } as const;
export type TaskSource = keyof typeof TASK_SOURCES;

/** 依据 DAY-16: what somebody has to do, until when, and what became of it. */
export const taskFields = defineFields({
  no: serialNo({ label: '任务编号', prefix: 'RW' }),
  title: text({ label: '事项', required: true, fixed: true, max: 100 }),
  detail: longText({ label: '要求', fixed: true, max: 2000 }),
  assignee_id: person({ label: '承办人', required: true, fixed: true }),
  due_at: instant({ label: '到期', required: true, fixed: true }),
  due_on: date({ label: '考核到期日', required: true, by: 'server', hidden: true }),
  issuer_id: person({ label: '布置人', required: true, by: 'server' }),
  institution_id: institution({ label: '承办机构', required: true, by: 'server' }),
  institution_ord: integer({ label: '机构序', required: true, by: 'server', hidden: true }),
  source: choice({ label: '来源', required: true, by: 'server', initial: 'direct', values: TASK_SOURCES }),
  source_no: text({ label: '来源编号', by: 'server', max: 40 }),
  feedback: longText({ label: '办理情况', by: 'action', max: 4000 }),
  done_at: instant({ label: '反馈时间', by: 'server' }),
  verdict: longText({ label: '验收意见', by: 'action', max: 1000 }),
  decided_at: instant({ label: '验收时间', by: 'server' }),
  chased: integer({ label: '催办次数', required: true, by: 'server', initial: 0 }),
  chased_at: instant({ label: '最近催办', by: 'server' }),
});
