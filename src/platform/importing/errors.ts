import { defineErrors } from '../../kernel/errors/public.ts';

export const importErrors = defineErrors({
  IMPORT_NO_HEADER: { status: 422, text: '文件里没有表头，请在第一行写上列名：{columns}' },
  IMPORT_COLUMNS_MISSING: {
    status: 422,
    text: '缺少列：{missing}。文件里的列是：{found}。请补上后再导入（{title}的列：{columns}）',
  },
  IMPORT_COLUMNS_TWICE: { status: 422, text: '列名重复：{columns}。每个列名只能出现一次，请改正后再导入' },
  IMPORT_CANCELLED: { status: 409, text: '导入已取消，未做任何改动' },
  IMPORT_NO_FILE: { status: 400, text: '请选择要导入的文件后再上传' },
  IMPORT_KIND_UNKNOWN: { status: 404, text: '没有“{kind}”这种导入，可用的有：{kinds}' },
  IMPORT_BACKFILL_DENIED: { status: 403, text: '补录历史只限系统管理员，请取消“补录历史”或请系统管理员导入' },
});
