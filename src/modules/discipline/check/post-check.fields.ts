import {
  boolean,
  choice,
  date,
  defineFields,
  incident,
  instant,
  institution,
  integer,
  longText,
  person,
  pointsItem,
  serialNo,
  text,
} from '../../../kernel/register/public.ts';

/** 依据 DAY-13: what is found on the spot. */
export const OUTCOMES = {
  off_post: '脱岗',
  wrong_place: '未按预定地点',
  private_errand: '办私事',
  unreachable: '未能联系',
  on_post: '在岗',
  at_place: '在约定地点',
} as const;

/** 查岗 (依据 DAY-13): one person who was drawn, what was found, what he says to it, what follows. */
export const postCheckFields = defineFields({
  no: serialNo({ label: '查岗编号', prefix: 'CG' }),
  spot_check_no: text({ label: '抽查编号', required: true, by: 'server' }),
  staff_id: person({ label: '被查人', required: true, by: 'server' }),
  ordered_by: person({ label: '抽取人', required: true, by: 'server' }),
  checker_id: person({ label: '检查人', required: true, by: 'server' }),
  informed_id: person({ label: '已告知', by: 'server', hidden: true }),
  institution_id: institution({ label: '机构', by: 'server' }),
  institution_ord: integer({ label: '机构序', by: 'server', hidden: true }),
  biz_date: date({ label: '日期', required: true, by: 'server' }),
  outing_no: text({ label: '外出编号', by: 'server' }),
  place: text({ label: '应在地点', required: true, by: 'server' }),
  outcome: choice({ label: '结果', by: 'action', values: OUTCOMES }),
  note: longText({ label: '现场情况', by: 'action', max: 1000, help: '写明何时、何地、见到什么、怎样联系' }),
  photo: text({ label: '照片', by: 'server', hidden: true }),
  photographed: boolean({ label: '现场照片', by: 'server' }),
  checked_at: instant({ label: '检查时间', by: 'server' }),
  checked_by: person({ label: '登记人', by: 'server' }),
  reply: longText({ label: '本人说明', by: 'action', max: 1000 }),
  replied_at: instant({ label: '说明时间', by: 'server' }),
  fault: pointsItem({ label: '过错项目', by: 'action' }),
  incident_id: incident({ label: '过错登记', by: 'server' }),
  decided_by: person({ label: '处理人', by: 'server' }),
  decided_at: instant({ label: '处理时间', by: 'server' }),
  comment: longText({ label: '处理意见', by: 'action', max: 1000 }),
});
