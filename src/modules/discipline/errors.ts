import { defineErrors } from '../../kernel/errors/public.ts';

export const disciplineErrors = defineErrors({
  SPOT_CHECK_NOBODY: { status: 422, text: '此范围内现在没有可抽的人，请换一个机构或对象' },
  SPOT_CHECK_CHECKER: { status: 422, text: '检查人须现任团队长、行长、业务或审计岗位，请改选检查人' },
  SPOT_CHECK_UNKNOWN: { status: 404, text: '没有这次抽查，或不在您的权限范围内，请刷新后核对' },
  POST_CHECK_OUTCOME: { status: 422, text: '结果为在岗或在约定地点的，请改用“正常”登记' },
  POST_CHECK_OVER: { status: 409, text: '查岗 {no} 已有结果，照片不能再改' },
  POST_CHECK_OTHER_DAY: { status: 422, text: '抽查只在抽取当日检查；当日未能检查的，请登记“未检查”并写明原因' },
  PHOTO_MISSING: { status: 400, text: '请选择一张照片后再上传' },
  PHOTO_UNREADABLE: { status: 422, text: '这不是完整的 JPEG 照片，请重新拍摄' },
  PHOTO_TOO_LARGE: { status: 413, text: '照片超过 {limit} MB，请缩小后再上传' },
  ATTENDANCE_IN_FUTURE: { status: 422, text: '日期不能晚于今天，请改选日期' },
  ATTENDANCE_REST_DAY: { status: 422, text: '{day} 不是工作日，不必登记考勤' },
  ATTENDANCE_BEFORE: { status: 422, text: '{day} 此人尚未入职或已经离职，不能登记考勤' },
  ATTENDANCE_KNOWN: { status: 422, text: '{day} 已有事实：{fact}，不能登记为“{status}”；如有误请更正那条事实' },
  ATTENDANCE_NOTE: { status: 422, text: '登记异常须写明情况，请填写说明' },
  ATTENDANCE_EXISTS: { status: 409, text: '{day} 已登记过他的考勤 {no}，请打开它处理' },
  ATTENDANCE_FINE: { status: 422, text: '登记的是出勤，没有可处理的异常' },
});
