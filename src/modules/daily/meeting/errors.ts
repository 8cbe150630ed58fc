import { defineErrors } from '../../../kernel/errors/public.ts';

export const meetingErrors = defineErrors({
  SERIES_TIME_UNREADABLE: { status: 422, text: '时刻请写成 08:20 这样的形式' },
  SERIES_WEEKDAY_NEEDED: { status: 422, text: '按周召开的例会请选择星期几' },
  MEETING_IN_PAST: { status: 422, text: '召开时间须在今天或以后' },
  MEETING_NO_PLACE: { status: 403, text: '召集会议须有团队或机构的负责岗位，请由负责人召集' },
  MEETING_NOT_EXPECTED: { status: 404, text: '这次会议没有您的名字；如应参加，请联系召集人' },
  MEETING_NOT_OPEN: { status: 409, text: '签到从 {time} 开始，请届时再签' },
  MEETING_OVER: { status: 409, text: '会议已散会或取消，不能再签到；如有误请联系主管更正' },
  MEETING_MARKED_ABSENT: { status: 409, text: '主管已将您记为缺席；如有误请联系主管更正' },
  MEETING_CODE_NEEDED: { status: 422, text: '请输入会场屏幕上的签到码' },
  MEETING_CODE_WRONG: { status: 422, text: '签到码不对或已更换，请看会场屏幕上最新的六位数字' },
  MEETING_CODE_TRIES: { status: 429, text: '签到码连续输错，请 {seconds} 秒后再试' },
  MEETING_NOT_BEGUN: { status: 409, text: '会议还没有开始，不能散会；不召开的请取消' },
  MEETING_EMPTY: { status: 409, text: '还没有人签到，不能散会；未召开的请取消并写明原因' },
  MEETING_FILED: { status: 409, text: '会议已归档或取消，签到不能再改' },
  ATTENDANCE_OWN: { status: 403, text: '不能替自己点名，请自行签到或由他人记录' },
  ATTENDANCE_REASON: { status: 422, text: '记为缺席或请假须写明原因' },
});
