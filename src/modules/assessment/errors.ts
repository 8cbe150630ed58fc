import { defineErrors } from '../../kernel/errors/public.ts';

export const assessmentErrors = defineErrors({
  BREACH_UNKNOWN: { status: 404, text: '没有这条违规，或不在您的权限范围内，请刷新后核对' },
  BREACH_NOT_YOURS: { status: 403, text: '本条须由责任人的上级认定，请交由其团队长、行长或业务发展部办理' },
  BREACH_OWN: { status: 403, text: '不能认定本人的违规，请交由上级办理' },
  BREACH_EARLY: { status: 422, text: '认定须待补录期满：{from} 起方可认定' },
  BREACH_WITHDRAWN: { status: 409, text: '期限内的事实已补录入账，这条违规已自动撤销，无须认定' },
  BREACH_JUDGED: { status: 409, text: '这条违规已被“{state}”，请刷新后核对' },
  BREACH_CHANGED: { status: 409, text: '这条违规的事实刚有变化，请刷新后核对再认定' },
  PERSON_UNKNOWN: { status: 404, text: '没有这个人，或不在您的权限范围内，请重新选择人员' },
  APPEAL_NOT_YOURS: { status: 404, text: '没有这条违规，或责任人不是您本人，请从“我的积分”中打开后申诉' },
  APPEAL_NOT_CONFIRMED: { status: 409, text: '这条违规没有认定，无须申诉' },
  APPEAL_OPEN: { status: 409, text: '这条违规已有一份申诉正在处理，请等待裁定或先撤回' },
  APPEAL_SAME_JUDGE: { status: 403, text: '申诉须由原认定人以外的人裁定，请交由其他有权人办理' },
  APPEAL_NOT_SUPERIOR: { status: 403, text: '本申诉须由责任人的上级裁定，请交由行长或业务发展部办理' },
});
