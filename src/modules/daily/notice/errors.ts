import { defineErrors } from '../../../kernel/errors/public.ts';

export const noticeErrors = defineErrors({
  NOTICE_READ_BY_NEEDED: { status: 422, text: '必读通告须填写阅读截止日期' },
  NOTICE_READ_BY_PASSED: { status: 422, text: '阅读截止日期已过，请改为今天或以后' },
  NOTICE_NOBODY: { status: 422, text: '所选范围内没有在岗的接收人员，请改选发布范围或接收人员' },
});
