import {
  breach,
  defineFields,
  incident,
  instant,
  institution,
  integer,
  longText,
  measure,
  person,
  serialNo,
} from '../../../kernel/register/public.ts';

export const appealFields = defineFields({
  no: serialNo({ label: '申诉编号', prefix: 'SS' }),
  breach_id: breach({ label: '违规', fixed: true }),
  incident_id: incident({ label: '过错', fixed: true }),
  measure_id: measure({ label: '处置', fixed: true }),
  staff_id: person({ label: '申诉人', required: true, by: 'server' }),
  institution_id: institution({ label: '机构', required: true, by: 'server' }),
  institution_ord: integer({ label: '机构序', required: true, by: 'server', hidden: true }),
  statement: longText({ label: '申诉理由', required: true, max: 2000 }),
  evidence: longText({ label: '证据', max: 2000, help: '写明可核对的依据：联系流水号、来往记录、证明人等' }),
  judged_by: person({ label: '原认定（下达）人', required: true, by: 'server' }),
  decided_by: person({ label: '裁定人', by: 'server' }),
  decided_at: instant({ label: '裁定时间', by: 'server' }),
  decision: longText({ label: '裁定意见', by: 'action', max: 2000 }),
});
