import { defineRegister } from '../../../kernel/register/public.ts';
import { EVERYBODY } from '../everybody.rules.ts';
import { institutionFields } from './institution.fields.ts';
import { checkInstitution } from './institution.rules.ts';

/** 依据 ORG-1: the tree of institutions, by which everything is scoped. */
export const institution = defineRegister({
  id: 'institution',
  title: '机构',
  clauses: ['ORG-1'],
  table: 'institution',
  storage: 'entity',
  fields: institutionFields,
  label: 'name',
  check: checkInstitution,
  access: {
    read: EVERYBODY,
    create: { 'admin:system': 'bank' },
    update: { 'admin:system': 'bank' },
    export: { hr: 'bank', business: 'bank', audit: 'bank', 'admin:system': 'bank' },
    reveal: {},
  },
  scope: { ord: 'ord' },
  list: {
    columns: ['no', 'name', 'type', 'parent_id', 'opened_on', 'closed_on'],
    filters: ['type', 'parent_id', 'closed_on'],
    search: ['no', 'name', 'pinyin'],
    order: [{ by: 'ord' }, { by: 'no' }],
  },
  form: { sections: [{ title: '机构', fields: ['no', 'name', 'type', 'parent_id', 'opened_on', 'closed_on'] }] },
  importKey: ['no'],
});
