import { defineErrors } from '../../../kernel/errors/public.ts';

export const asOfErrors = defineErrors({
  AS_OF_PERSON: { status: 404, text: '没有这个人，或不在您的权限范围内，请重新选择人员' },
  AS_OF_FUTURE: { status: 422, text: '只能追溯到今天（{today}）为止的日子，请改早' },
});
