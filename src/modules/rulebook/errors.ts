import { defineErrors } from '../../kernel/errors/public.ts';

export const dutyErrors = defineErrors({
  DUTY_UNKNOWN: { status: 404, text: '没有这笔义务，或不在您的权限范围内，请核对规则、对象和锚点' },
  DUTY_NOT_OWED: { status: 404, text: '按现有事实，这笔义务已不再成立（对象已不在适用人群，或触发它的事实已撤回）' },
  WAIVER_OWN: { status: 403, text: '不能豁免本人的义务，请交由上级办理' },
  WAIVER_NOT_YOURS: { status: 403, text: '只有责任人的团队长、行长或业务发展部可以豁免，请交由其办理' },
  WAIVER_CLOSED: { status: 409, text: '这笔义务已豁免或已失效，无须再办' },
  WAIVER_NONE: { status: 409, text: '这笔义务没有可以撤回的单笔豁免，请刷新后再看' },
  RULE_UNKNOWN: { status: 404, text: '现行制度中没有规则“{id}”' },
  RULEBOOK_MISSING: { status: 404, text: '还没有已生效的制度，请由总行业务发展部发布后再查看' },
  RULEBOOK_RETROACTIVE: {
    status: 422,
    text: '施行日期 {effectiveOn} 不晚于今天（{today}），制度不溯及既往，请改为明天或以后；带入历史用 --backfill',
  },
  RULEBOOK_BACKFILL_LATE: {
    status: 409,
    text: '已经推算过义务，不能再用 --backfill 带入历史的制度；请在推算之前带入，或改用明天或以后的施行日期',
  },
});
