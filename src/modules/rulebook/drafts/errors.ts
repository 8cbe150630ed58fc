import { defineErrors } from '../../../kernel/errors/public.ts';

export const draftErrors = defineErrors({
  DRAFT_EFFECTIVE_PAST: {
    status: 422,
    text: '施行日期须晚于今天（{today}），制度不溯及既往，请改为明天或以后',
  },
  DRAFT_EFFECTIVE_BEFORE_BASE: {
    status: 422,
    text: '施行日期不能早于第 {version} 版的施行日期（{effectiveOn}），请改为当日或以后',
  },
  DRAFT_UNCHANGED: { status: 422, text: '草案与第 {version} 版没有不同，请先修改再送审' },
  DRAFT_OWN_WORK: { status: 403, text: '您改过这份草案，不能由您批准，请交由没有参与起草的人审批' },
  DRAFT_CLOSED: { status: 409, text: '草案已送审，不能再改条款和规则；如须修改，请先退回' },
  DRAFT_EVIDENCE_ONLY: { status: 409, text: '草案已送审，只能补记意见征求和告知；如须改动其他内容，请先退回' },
  DRAFT_BASE_OLD: {
    status: 409,
    text: '起草之后已发布第 {version} 版，请退回草案，点“并入最新版”核对后再送审',
  },
  DRAFT_BASE_CURRENT: { status: 409, text: '草案已以最新的第 {version} 版为基准，无须并入' },
  DRAFT_EVIDENCE_FUTURE: { status: 422, text: '{what}的日期晚于今天，请在办理之后如实登记' },
  DRAFT_CONTENT_FORMAT: { status: 422, text: '草案内容不是制度文件的格式，请刷新页面后重试' },
});
