import {
  date,
  defineFields,
  instant,
  institution,
  integer,
  longText,
  person,
  serialNo,
} from '../../../kernel/register/public.ts';

/** 依据 DAY-15: an application for leave; both dates are days of the leave. */
export const leaveFields = defineFields({
  no: serialNo({ label: '请假编号', prefix: 'QJ' }),
  staff_id: person({ label: '请假人', required: true, by: 'server' }),
  institution_id: institution({ label: '机构', by: 'server' }),
  institution_ord: integer({ label: '机构序', by: 'server', hidden: true }),
  from_date: date({ label: '起始日期', required: true }),
  to_date: date({ label: '终止日期', required: true, help: '含当日' }),
  reason: longText({ label: '事由', max: 500, help: '事假、病假、年休假等，请写明缘由' }),
  handover_to: person({ label: '交接人', help: '假期内有未了事项时必填' }),
  handover: longText({ label: '未了事项', by: 'server' }),
  decided_by: person({ label: '审批人', by: 'server' }),
  decided_at: instant({ label: '审批时间', by: 'server' }),
  returned_at: instant({ label: '销假时间', by: 'server' }),
  comment: longText({ label: '批示', by: 'action', max: 500 }),
});
