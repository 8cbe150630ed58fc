import { defineErrors } from '../../kernel/errors/public.ts';

export const sheetErrors = defineErrors({
  SHEET_NO_BACKFILL: { status: 422, text: '登记簿不能补录历史，请取消“补录历史”后再导入' },
  SHEET_TOO_LONG: { status: 422, text: '一个文件最多 {most} 行，请分成几个文件导入' },
  SHEET_NAME_UNKNOWN: { status: 422, text: '没有找到“{text}”，或不在您的范围内，请核对' },
  SHEET_NAME_SEVERAL: { status: 422, text: '有不止一个“{text}”，请改写编号' },
  SHEET_ROW_UNKNOWN: { status: 422, text: '没有找到这条记录，或不在您的范围内；新登记的行请把它留空' },
  SHEET_FIXED: { status: 422, text: '登记后不能改动，请改回原值“{before}”' },
});
