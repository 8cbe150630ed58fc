import { defineErrors } from '../../kernel/errors/public.ts';

export const fileErrors = defineErrors({
  FILE_UNKNOWN: { status: 404, text: '没有这个文件，它可能已经过期，请重新生成' },
  FILE_TOO_LARGE: { status: 413, text: '文件超过 {limit} MB，请拆分后再上传' },
});
