import { defineErrors } from '../../kernel/errors/public.ts';

export const organisationErrors = defineErrors({
  INSTITUTION_CYCLE: { status: 422, text: '上级机构不能是本机构或其下级，请重新选择' },
  INSTITUTION_CLOSED_EARLY: { status: 422, text: '停用日期不能早于启用日期' },
  STAFF_OWN_SUPERVISOR: { status: 422, text: '主管不能是本人，请重新选择' },
  STAFF_LEFT_EARLY: { status: 422, text: '离职日期不能早于入职日期' },
  POST_UNKNOWN: { status: 422, text: '没有名为“{post}”的岗位，请从岗位字典中选择' },
  INSTITUTION_UNSEEN: { status: 404, text: '没有这个机构，或不在您的权限范围内，请从首页逐级选择' },
  APPOINTMENT_ENDS_EARLY: { status: 422, text: '终止日期须晚于起始日期' },
});
