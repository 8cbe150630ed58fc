import {
  aggravations,
  defineFields,
  instant,
  institution,
  integer,
  longText,
  money,
  person,
  pointsItem,
  serialNo,
  text,
} from '../../../kernel/register/public.ts';

/** 过错登记 (依据 ASM-1 … ASM-3, DAY-13): what no rule finds by itself. */
export const incidentFields = defineFields({
  no: serialNo({ label: '过错编号', prefix: 'GC' }),
  staff_id: person({ label: '当事人', required: true }),
  institution_id: institution({ label: '机构', required: true, by: 'server' }),
  institution_ord: integer({ label: '机构序', required: true, by: 'server', hidden: true }),
  occurred_at: instant({ label: '发生时间', required: true }),
  fault: pointsItem({ label: '过错项目', required: true }),
  fault_title: text({ label: '过错', required: true, by: 'server' }),
  circumstances: aggravations({ label: '加重情节' }),
  description: longText({ label: '事实经过', required: true, max: 2000 }),
  evidence: longText({ label: '证据', max: 2000, help: '写明可核对的依据：检查记录、录像时段、证明人等' }),
  filed_by: person({ label: '登记人', required: true, by: 'server' }),
  judged_by: person({ label: '认定人', by: 'server' }),
  judged_at: instant({ label: '认定时间', by: 'server' }),
  tariff: money({ label: '规定金额', by: 'server' }),
  deduction: money({
    label: '绩效扣减',
    by: 'action',
    help: '不填即不扣减；至多为规定金额，且当月合计不超过限度。只记入绩效，不从工资中扣除',
  }),
  comment: longText({ label: '认定意见', by: 'action', max: 1000 }),
});
