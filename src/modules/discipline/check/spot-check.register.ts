import { defineRegister } from '../../../kernel/register/public.ts';
import { CHECKERS } from '../discipline.rules.ts';
import { spotCheckFields } from './spot-check.fields.ts';

/**
 * 依据 DAY-13: a draw by the server from a seed that nobody can choose. It is never changed or drawn again: another draw
 * is another row with the next number of its day. Only who ordered it, who checks and audit read it, for it names people
 * who must not be warned.
 */
export const spotCheck = defineRegister({
  id: 'spot-check',
  title: '抽查',
  clauses: ['DAY-13'],
  table: 'spot_check',
  storage: 'entity',
  fields: spotCheckFields,
  label: 'no',
  access: {
    read: { ...CHECKERS, audit: 'bank' },
    create: { leader: 'institution', president: 'institution', business: 'institution', audit: 'bank' },
    update: {},
    export: { audit: 'bank' },
    reveal: {},
  },
  scope: { ord: 'institution_ord', self: ['ordered_by', 'checker_id'] },
  list: {
    columns: ['biz_date', 'institution_id', 'running_no', 'target', 'wanted', 'ordered_by', 'checker_id', 'no'],
    filters: ['institution_id', 'biz_date'],
    search: ['no'],
    order: [{ by: 'id', descending: true }],
  },
  form: {
    sections: [
      { title: '抽查', fields: ['institution_id', 'target', 'wanted', 'checker_id', 'reason'] },
      { title: '抽取', fields: ['ordered_by', 'ordered_at', 'biz_date', 'running_no'] },
      { title: '凭据', fields: ['chain_seq', 'chain_hash', 'seed', 'candidates', 'candidates_digest'] },
    ],
  },
  print: { title: '抽查记录', signatures: ['抽取人', '检查人'] },
  importKey: ['no'],
});
