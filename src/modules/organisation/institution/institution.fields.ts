import {
  businessNo,
  choice,
  date,
  defineFields,
  institution as institutionField,
  integer,
  text,
} from '../../../kernel/register/public.ts';

/** 依据 ORG-1: any depth; a team is an institution like any other. */
export const INSTITUTION_TYPES = {
  总行: '总行',
  区域: '区域',
  分行: '分行',
  支行: '支行',
  网点: '网点',
  部门: '部门',
  团队: '团队',
} as const;

export const institutionFields = defineFields({
  no: businessNo({ label: '机构号', required: true, fixed: true }),
  name: text({ label: '机构名称', required: true, max: 100 }),
  pinyin: text({ label: '拼音', required: true, by: 'server', hidden: true }),
  type: choice({ label: '类型', required: true, values: INSTITUTION_TYPES }),
  parent_id: institutionField({ label: '上级机构' }),
  ord: integer({ label: '序', required: true, by: 'server', initial: 0 }),
  ord_until: integer({ label: '序止', required: true, by: 'server', initial: 0 }),
  depth: integer({ label: '层级', required: true, by: 'server', initial: 0 }),
  opened_on: date({ label: '启用日期', required: true }),
  closed_on: date({ label: '停用日期', help: '首个不再营业的日期' }),
});
