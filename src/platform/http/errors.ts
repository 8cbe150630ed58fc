import { defineErrors } from '../../kernel/errors/public.ts';

export const httpErrors = defineErrors({
  SIGNED_OUT: { status: 401, text: '您尚未登录或登录已失效，请重新登录' },
  NOT_ALLOWED: { status: 403, text: '您的岗位没有此项权限，如有需要请联系主管' },
  NOT_FOUND: { status: 404, text: '找不到您要的内容，可能已被移走，或不在您的权限范围内' },
  FOREIGN_ORIGIN: { status: 403, text: '请求来自其他网站，已拒绝，请从本系统页面操作' },
  KEY_REUSED: { status: 422, text: '同一个提交编号用于不同的内容，请刷新页面后重新提交' },
  BODY_TOO_LARGE: { status: 413, text: '提交的内容过大，请拆分后再提交' },
  BODY_UNREADABLE: { status: 400, text: '提交的内容无法读取，请刷新页面后重试' },
  MEDIA_TYPE: { status: 415, text: '不支持这种格式的内容，请以 JSON 提交' },
  CONFLICT: { status: 409, text: '与已有内容冲突，请刷新后核对' },
  SERVER_ERROR: { status: 500, text: '系统出错，请稍后重试；如仍不行，请把编号 {requestId} 告诉管理员' },
});
