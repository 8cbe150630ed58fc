import { defineErrors } from '../../../kernel/errors/public.ts';

export const savedViewErrors = defineErrors({
  VIEW_NOT_FOUND: { status: 404, text: '找不到这个视图，可能已被删除，请刷新' },
  TOO_MANY_VIEWS: { status: 422, text: '每个列表最多保存 {MOST} 个视图，请先删除不用的' },
});
