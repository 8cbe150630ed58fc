import { defineRegister } from '../../../kernel/register/public.ts';
import { phoneReportFields } from './phone-report.fields.ts';
import { checkPhoneReport, phoneReportOf } from './phone-report.rules.ts';

const SUPERIORS = { leader: 'institution', president: 'institution' } as const;

/** 依据 DAY-10: a report by telephone, written down by the superior who took it. */
export const phoneReport = defineRegister({
  id: 'phone_report',
  title: '电话汇报',
  clauses: ['DAY-10'],
  table: 'phone_report',
  storage: 'entity',
  fields: phoneReportFields,
  label: 'no',
  check: checkPhoneReport,
  emits: {
    create: [{ kind: 'work.reported', subject: 'staff', draft: phoneReportOf }],
    update: [{ kind: 'work.reported', subject: 'staff', draft: phoneReportOf }],
  },
  access: {
    read: { rm: 'self', leader: ['self', 'institution'], president: 'institution', audit: 'bank' },
    create: SUPERIORS,
    update: SUPERIORS,
    export: { audit: 'bank' },
    reveal: {},
  },
  notBy: { create: ['staff_id'], update: ['staff_id'] },
  scope: { ord: 'institution_ord', self: ['staff_id'] },
  list: {
    columns: ['biz_date', 'staff_id', 'said', 'heard_by'],
    filters: ['staff_id', 'biz_date'],
    search: ['no', 'said'],
    order: [
      { by: 'biz_date', descending: true },
      { by: 'id', descending: true },
    ],
  },
  form: { sections: [{ title: '汇报', fields: ['staff_id', 'biz_date', 'said', 'heard_by'] }] },
  importKey: ['staff_id', 'biz_date'],
});
