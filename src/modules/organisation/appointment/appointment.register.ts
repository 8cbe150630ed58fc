import { defineRegister } from '../../../kernel/register/public.ts';
import { appointmentFields } from './appointment.fields.ts';
import { checkAppointment } from './appointment.rules.ts';

/** 依据 ORG-2: post × institution × dates; one person may hold several. Rights follow from what is in force today. */
export const appointment = defineRegister({
  id: 'appointment',
  title: '任职',
  clauses: ['ORG-2'],
  table: 'appointment',
  storage: 'ledger',
  fields: appointmentFields,
  label: 'post',
  check: checkAppointment,
  actions: {
    cancel: { title: '作废', who: { hr: 'bank', 'admin:security': 'bank' }, notBy: ['staff_id'], ends: true },
  },
  access: {
    read: {
      rm: 'self',
      clerk: 'self',
      none: 'self',
      leader: ['self', 'institution'],
      president: ['self', 'institution'],
      business: 'bank',
      hr: 'bank',
      audit: 'bank',
      'admin:system': 'bank',
      'admin:security': 'bank',
    },
    create: { hr: 'bank', 'admin:security': 'bank' },
    update: { hr: 'bank', 'admin:security': 'bank' },
    export: { hr: 'bank', audit: 'bank' },
    reveal: {},
  },
  notBy: { create: ['staff_id'], update: ['staff_id'] },
  scope: { ord: 'institution_ord', self: ['staff_id'] },
  list: {
    columns: ['staff_id', 'post', 'institution_id', 'valid_from', 'valid_until', 'is_main'],
    filters: ['staff_id', 'post', 'institution_id', 'valid_from', 'valid_until'],
    search: ['post'],
    order: [{ by: 'id', descending: true }, { by: 'valid_from' }],
  },
  form: {
    sections: [
      { title: '任职', fields: ['staff_id', 'post', 'institution_id', 'valid_from', 'valid_until', 'is_main'] },
    ],
  },
  importKey: ['staff_id', 'post', 'institution_id', 'valid_from'],
});
