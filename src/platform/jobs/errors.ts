import { defineErrors } from '../../kernel/errors/public.ts';

export const jobErrors = defineErrors({
  TASK_UNKNOWN: { status: 404, text: '没有这个任务，请刷新任务中心' },
  TASK_ENDED: { status: 409, text: '任务已经结束，不能再取消' },
  TASK_OWNER_GONE: { status: 403, text: '发起任务的账号已停用或权限已变，请重新登录后再试' },
});
