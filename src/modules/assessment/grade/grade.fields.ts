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

/** 等级建议: what the closed periods say, and what a person decided (依据 ASM-10, ORG-6). */
export const gradeProposalFields = defineFields({
  no: serialNo({ label: '建议编号', prefix: 'DJ' }),
  grade_id: text({ label: '等级体系', required: true, by: 'server', hidden: true }),
  staff_id: person({ label: '人员', required: true, by: 'server' }),
  institution_id: institution({ label: '机构', required: true, by: 'server' }),
  institution_ord: integer({ label: '机构序', required: true, by: 'server', hidden: true }),
  period: text({ label: '考核期', required: true, by: 'server' }),
  move: choice({
    label: '建议',
    values: { rise: '晋级', fall: '降级', exit: '退出' },
    required: true,
    by: 'server',
  }),
  from_level: text({ label: '原级代码', required: true, by: 'server', hidden: true }),
  to_level: text({ label: '新级代码', by: 'server', hidden: true }),
  from_title: text({ label: '现级', required: true, by: 'server' }),
  to_title: text({ label: '拟定级', required: true, by: 'server' }),
  grounds: longText({ label: '依据', required: true, by: 'server', max: 1000 }),
  effective_on: date({ label: '生效日期', by: 'action' }),
  decided_by: person({ label: '审批人', by: 'server' }),
  decided_at: instant({ label: '审批时间', by: 'server' }),
  comment: longText({ label: '审批意见', by: 'action', max: 1000 }),
});
