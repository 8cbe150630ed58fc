import { defineErrors } from '../../kernel/errors/public.ts';

export const customersErrors = defineErrors({
  CUSTOMER_OPENED_LATER: { status: 422, text: '建档日期不能晚于今天' },
  CUSTODY_OVERLAP: { status: 422, text: '与该客户另一段主办管户的日期重叠，请先移交或解约原主办，或改用其他日期' },
  CUSTODY_ENDS_EARLY: { status: 422, text: '终止日期须晚于起始日期 {from}（终止日期是不再管户的第一天）' },
  CUSTODY_ENDED: { status: 422, text: '这段管户已于 {until} 终止，不能延后，请另行分配' },
  CUSTODY_STAFF_LEFT: { status: 422, text: '此人在 {date} 不在职，请另选人员或日期' },
  HANDOVER_SAME_STAFF: { status: 422, text: '接收人就是现主办，请另选接收人' },
  HANDOVER_EARLY: { status: 422, text: '移交日期须晚于原主办的起始日期 {from}' },
  HANDOVER_ASSISTANT: { status: 422, text: '只有主办需要移交；协办请用“解约”，再另行分配' },
  CONTACT_IN_FUTURE: { status: 422, text: '联系时间不能晚于现在，请改为实际发生的时间' },
  CONTACT_WITHDRAWN: { status: 409, text: '这次联系已经撤回，不能再改；如有需要请重新登记' },
  CONTACT_NOT_YOURS: { status: 403, text: '只能更正或撤回本人在系统内登记的联系；走访请在走访记录中办理' },
});
