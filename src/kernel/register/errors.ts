import { defineErrors } from '../errors/catalogue.ts';

export const registerErrors = defineErrors({
  ROW_NOT_FOUND: { status: 404, text: '找不到这条记录，可能已被移走，或不在您的权限范围内' },
  ROW_NOT_ALLOWED: { status: 403, text: '您的岗位不能对这条记录做“{operation}”，如有需要请联系主管' },
  ROW_OUT_OF_SCOPE: { status: 403, text: '所填内容不在您的机构或管户范围内，请核对机构、人员和客户' },
  ROW_CHANGED: { status: 409, text: '这条记录刚被别人改过，请刷新后核对再提交' },
  OWN_CAUSE: { status: 403, text: '不能审批或处理与本人有关的记录，请交由其他有权人办理' },
  ILLEGAL_MOVE: { status: 409, text: '当前状态为“{state}”，不能“{action}”，请刷新后核对' },
  NOT_EDITABLE: { status: 409, text: '当前状态为“{state}”，内容不能再改，如有误请按流程退回' },
  FIELD_NEEDED: { status: 422, text: '“{action}”前请填写“{field}”' },
  FIELD_FIXED: { status: 422, text: '“{field}”建立后不能更改' },
  BAD_FILTER: { status: 400, text: '筛选条件无法识别，请刷新页面后重新选择' },
  BAD_CURSOR: { status: 400, text: '翻页位置已失效，请回到第一页' },
});
