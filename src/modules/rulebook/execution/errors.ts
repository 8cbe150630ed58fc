import { defineErrors } from '../../../kernel/errors/public.ts';

export const executionErrors = defineErrors({
  EXECUTION_PLACE: { status: 404, text: '没有这个机构，或不在您的权限范围内，请从制度执行首页逐级选择' },
});
