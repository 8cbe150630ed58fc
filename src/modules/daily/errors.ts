import { defineErrors } from '../../kernel/errors/public.ts';

export const dailyErrors = defineErrors({
  VISIT_IN_FUTURE: { status: 422, text: '走访时间不能晚于现在，请填写实际走访的时间' },
  VISIT_NEXT_EARLY: { status: 422, text: '下一步的日期不能早于走访当日' },
  LEAVE_ENDS_EARLY: { status: 422, text: '终止日期不能早于起始日期（请假含首尾两天）' },
  LEAVE_OVERLAPS: {
    status: 422,
    text: '与 {no}（{from} 至 {to}）的请假重叠，请先撤销或销假，或改用其他日期',
  },
  LEAVE_LENGTHENED: { status: 422, text: '销假不能晚于原定的 {to}，延长请另行申请' },
  LEAVE_BEGUN: { status: 422, text: '假期已经开始，请改用“销假”并填写实际终止日期' },
  LEAVE_NOT_BEGUN: { status: 422, text: '假期还没有开始，请改用“撤销”' },
  TASK_DUE_PASSED: { status: 422, text: '到期时间已过，请填写现在之后的时间' },
  TASK_ASSIGNEE_GONE: { status: 422, text: '此人已不在岗，请改选承办人' },
  TASK_ASSIGNEE_HIGH: { status: 422, text: '只能给下级布置任务，请改选承办人' },
  OUTING_RETURN_EARLY: { status: 422, text: '归行时间不能早于外出时间，请核对' },
  OUTING_IN_FUTURE: { status: 422, text: '时间不能晚于现在，请填写实际的时间' },
  OUTING_WITHOUT_STOP: { status: 422, text: '因公外出请至少填写一处地点，写明去见谁、办什么' },
  OUTING_LEAVE_NEEDED: {
    status: 422,
    text: '{day} 没有已批准的请假：因私外出请先申请请假，批准后再登记；未经批准离岗按旷工处理',
  },
  OUTING_UNDER_WAY: { status: 409, text: '外出 {no} 还没有登记归行，请先登记归行' },
  OUTING_NOT_UNDER_WAY: { status: 409, text: '外出 {no} 不在途中，请先登记出发' },
  OUTING_OVER: { status: 409, text: '外出 {no} 已经结束，请另行登记外出' },
  OUTING_ACKNOWLEDGED: { status: 409, text: '这次外出已有主管知悉' },
  STOP_WHOM: { status: 422, text: '请选择客户，或写明去见谁' },
  POSITION_TOO_FINE: { status: 422, text: '位置只登记到约一公里（经纬度各两位小数），请重新获取' },
  POSITION_NEEDS_CONSENT: { status: 422, text: '登记位置须由本人当次同意；不同意可以不填位置' },
});
