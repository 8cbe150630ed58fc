import { defineErrors } from '../../kernel/errors/public.ts';

export const excelErrors = defineErrors({
  FILE_EMPTY: { status: 422, text: '文件是空的，请检查是否导出成功' },
  FILE_NOT_TEXT: { status: 422, text: '文件不是文本也不是 XLSX 工作簿，请另存为 CSV 或 XLSX 后再导入' },
  FILE_ENCODING: { status: 422, text: '文件编码既不是 UTF-8 也不是 GB18030，请另存为“CSV UTF-8”后再导入' },
  FILE_OLD_EXCEL: {
    status: 422,
    text: '文件是旧版 XLS 或设有打开密码的工作簿，请去掉密码并另存为 XLSX 或 CSV 后再导入',
  },
  FILE_EXTENSION: { status: 422, text: '文件扩展名是 {extension}，内容却是{actual}，请用正确的扩展名重新导出' },
  CSV_RECORD_TOO_LONG: { status: 422, text: '第 {record} 行超过 {limit} 个字符，可能有引号没有配对，请检查后再导入' },
  TABLE_TOO_WIDE: { status: 422, text: '第 {record} 行超过 {limit} 列，请删去无关的列后再导入' },
  TABLE_CELL_TOO_LONG: { status: 422, text: '第 {record} 行有单元格超过 {limit} 个字符，请缩短后再导入' },
  XLSX_DAMAGED: { status: 422, text: 'XLSX 文件已损坏或不完整（{reason}），请重新导出' },
  XLSX_ENCRYPTED: { status: 422, text: 'XLSX 文件设有密码，请去掉密码后再导入' },
  XLSX_NO_SHEET: { status: 422, text: 'XLSX 文件中没有工作表，请检查后再导入' },
  XLSX_TOO_LARGE: { status: 422, text: 'XLSX 中的 {part} 展开后超过 {limit} MB，请拆分或改用 CSV' },
  XLSX_BOMB: { status: 422, text: 'XLSX 中的 {part} 压缩率异常，已拒绝读取，请用 Excel 重新另存后再导入' },
  XLSX_TOO_MANY_STRINGS: { status: 422, text: 'XLSX 中的文字过多，请拆分或改用 CSV' },
  XLSX_DOCTYPE: { status: 422, text: 'XLSX 中含有不允许的文档类型声明，已拒绝读取，请用 Excel 重新另存后再导入' },
});
