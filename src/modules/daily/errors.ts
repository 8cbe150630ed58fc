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
});
