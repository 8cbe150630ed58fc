import { defineErrors } from '../../../kernel/errors/public.ts';

export const readingErrors = defineErrors({
  READING_UNKNOWN: { status: 404, text: '这项制度没有要求您阅读，或已有更新的修订，请回到必读列表查看' },
  READING_FIRST: { status: 409, text: '请先读完正文并确认已读，再作答' },
  QUIZ_ABSENT: { status: 404, text: '这项制度没有测验题，确认已读即可' },
});
