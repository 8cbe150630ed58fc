import {
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
} from '../../../kernel/register/public.ts';

/** 依据 DAY-14: what a person may write about a day. */
export const WRITTEN = {
  present: '出勤',
  late: '迟到',
  early: '早退',
  off_post: '脱岗',
  absent: '旷工',
} as const;
export type Written = keyof typeof WRITTEN;

/** 考勤登记 (依据 DAY-14): one person on one day, where no fact says it. */
export const attendanceFields = defineFields({
  no: serialNo({ label: '考勤编号', prefix: 'KQ' }),
  staff_id: person({ label: '人员', required: true, fixed: true }),
  institution_id: institution({ label: '机构', by: 'server' }),
  institution_ord: integer({ label: '机构序', by: 'server', hidden: true }),
  biz_date: date({ label: '日期', required: true, fixed: true }),
  status: choice({ label: '考勤', required: true, values: WRITTEN }),
  note: longText({ label: '情况', max: 500, help: '异常的写明何时、何故、有何凭据' }),
  noted_by: person({ label: '登记人', required: true, by: 'server' }),
  reply: longText({ label: '本人说明', by: 'action', max: 1000 }),
  replied_at: instant({ label: '说明时间', by: 'server' }),
  fault: pointsItem({ label: '过错项目', by: 'action' }),
  incident_id: incident({ label: '过错登记', by: 'server' }),
  decided_by: person({ label: '处理人', by: 'server' }),
  decided_at: instant({ label: '处理时间', by: 'server' }),
  comment: longText({ label: '处理意见', by: 'action', max: 1000 }),
});
