import {
  date,
  defineFields,
  instant,
  institution,
  integer,
  longText,
  person,
  text,
} from '../../../kernel/register/public.ts';

/** 依据 RUL-1: a revision of the rulebook on its way from drafting to publication. Its document is kept beside it. */
export const draftFields = defineFields({
  title: text({ label: '草案名称', required: true, max: 60 }),
  summary: longText({ label: '修订说明', max: 2000, help: '改了什么，为什么改' }),
  effective_on: date({ label: '施行日期', help: '须晚于发布之日，制度不溯及既往' }),
  base_version: integer({ label: '基准版本', required: true, by: 'server' }),
  institution_id: institution({ label: '制定机构', required: true, by: 'server' }),
  institution_ord: integer({ label: '机构序', required: true, by: 'server', hidden: true }),
  author_id: person({ label: '起草人', required: true, by: 'server' }),
  submitted_by: person({ label: '送审人', by: 'server' }),
  submitted_at: instant({ label: '送审时间', by: 'server' }),
  decided_by: person({ label: '审批人', by: 'server' }),
  decided_at: instant({ label: '审批时间', by: 'server' }),
  comment: longText({ label: '审批意见', by: 'action', max: 1000 }),
  consulted_on: date({ label: '征求意见日期' }),
  consulted_with: text({ label: '征求对象', max: 200, help: '如：全体客户经理、工会、各支行' }),
  consultation: longText({ label: '意见与采纳情况', max: 4000 }),
  informed_on: date({ label: '告知日期' }),
  informed_how: text({ label: '告知方式', max: 200, help: '如：全员会议、书面签收' }),
  published_version: integer({ label: '发布版本', by: 'server' }),
});

/** 民主程序与告知的证据: without them nothing is published (依据 RUL-1). */
export const EVIDENCE = [
  'consulted_on',
  'consulted_with',
  'consultation',
  'informed_on',
  'informed_how',
] as const satisfies readonly (keyof typeof draftFields)[];
