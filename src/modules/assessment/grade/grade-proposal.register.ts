import { defineRegister, type Grants } from '../../../kernel/register/public.ts';
import { gradeProposalFields } from './grade.fields.ts';

/** Who may decide at all; at which institution a level is decided is data (`decidedAt`, 依据 ORG-4). */
const DECIDERS: Grants = {
  leader: 'institution',
  president: 'institution',
  business: 'institution',
  hr: 'institution',
};

const decision = {
  from: ['proposed'],
  who: DECIDERS,
  notBy: ['staff_id'],
} as const;

/** 依据 ASM-10, ORG-4, ORG-6: a closing proposes, a person with the authority decides, and only then does a grade change. */
export const gradeProposal = defineRegister({
  id: 'grade-proposal',
  title: '等级建议',
  clauses: ['ASM-10', 'ORG-4', 'ORG-6'],
  table: 'grade_proposal',
  storage: 'entity',
  fields: gradeProposalFields,
  label: 'no',
  states: {
    titles: { proposed: '待审批', approved: '已批准', refused: '未批准' },
    initial: 'proposed',
    editable: [],
  },
  actions: {
    approve: {
      title: '批准',
      to: 'approved',
      ...decision,
      asks: ['effective_on', 'comment'],
      requires: ['effective_on'],
      sets: (_row, { staffId, now }) => ({ decided_by: staffId, decided_at: now }),
    },
    refuse: {
      title: '不批准',
      to: 'refused',
      ...decision,
      asks: ['comment'],
      requires: ['comment'],
      sets: (_row, { staffId, now }) => ({ decided_by: staffId, decided_at: now }),
    },
  },
  access: {
    read: {
      rm: 'self',
      clerk: 'self',
      none: 'self',
      leader: ['self', 'institution'],
      president: ['self', 'institution'],
      business: ['self', 'institution'],
      hr: ['self', 'institution'],
      audit: 'bank',
    },
    create: {},
    update: {},
    export: { hr: 'institution', audit: 'bank' },
    reveal: {},
  },
  scope: { ord: 'institution_ord', self: ['staff_id'] },
  list: {
    columns: [
      'staff_id',
      'institution_id',
      'period',
      'move',
      'from_title',
      'to_title',
      'decided_by',
      'effective_on',
      'no',
    ],
    filters: ['staff_id', 'institution_id', 'move'],
    search: ['no'],
    order: [{ by: 'id', descending: true }],
  },
  form: {
    sections: [
      { title: '建议', fields: ['staff_id', 'institution_id', 'move', 'from_title', 'to_title', 'period', 'grounds'] },
      { title: '审批', fields: ['decided_by', 'decided_at', 'effective_on', 'comment'] },
    ],
  },
  print: { title: '等级评定审批表', signatures: ['提出部门', '审批人'] },
  importKey: ['no'],
});
