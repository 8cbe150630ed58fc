import { defineErrors } from '../../../kernel/errors/public.ts';

export const scenarioErrors = defineErrors({
  SCENARIO_UNKNOWN: { status: 404, text: '没有这次推演，可能已被删除，请刷新列表' },
  SCENARIO_RANGE: { status: 422, text: '推演区间的止日须晚于起日，请核对' },
  SCENARIO_FUTURE: { status: 422, text: '推演只用已发生的事实：止日不能晚于今天（{today}），请改早' },
});
