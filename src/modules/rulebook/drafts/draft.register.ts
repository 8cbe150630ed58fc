import { defineRegister, type Grants } from '../../../kernel/register/public.ts';
import { draftFields, EVIDENCE } from './draft.fields.ts';
import { checkEvidence, takesEffectLater } from './draft.rules.ts';

/**
 * A draft lies in the bank's topmost institution, so `institution` reaches it only from a post of the head office: its
 * business department writes, another of it, or a head of the head office, approves.
 */
const WRITERS: Grants = { business: 'institution' };
const APPROVERS: Grants = { business: 'institution', leader: 'institution', president: 'institution' };

/** 依据 RUL-1: drafting, review, approval by somebody else, publication. */
export const draft = defineRegister({
  id: 'rulebook-draft',
  title: '制度草案',
  clauses: ['RUL-1'],
  table: 'rulebook_draft',
  storage: 'entity',
  fields: draftFields,
  label: 'title',
  states: {
    titles: { drafting: '起草', review: '送审', approved: '已批准', published: '已发布', abandoned: '已作废' },
    initial: 'drafting',
    editable: ['drafting', 'review', 'approved'],
  },
  check: checkEvidence,
  actions: {
    submit: {
      title: '送审',
      from: ['drafting'],
      to: 'review',
      who: WRITERS,
      requires: ['summary', 'effective_on'],
      guard: takesEffectLater,
      sets: (_row, moment) => ({ submitted_by: moment.staffId, submitted_at: moment.now }),
    },
    approve: {
      title: '批准',
      from: ['review'],
      to: 'approved',
      who: APPROVERS,
      notBy: ['author_id', 'submitted_by'],
      asks: ['comment'],
      sets: (_row, moment) => ({ decided_by: moment.staffId, decided_at: moment.now }),
    },
    return: {
      title: '退回修改',
      from: ['review', 'approved'],
      to: 'drafting',
      who: APPROVERS,
      asks: ['comment'],
      requires: ['comment'],
      sets: (_row, moment) => ({ decided_by: moment.staffId, decided_at: moment.now }),
    },
    publish: {
      title: '发布',
      from: ['approved'],
      to: 'published',
      who: WRITERS,
      requires: EVIDENCE,
    },
    abandon: {
      title: '作废',
      from: ['drafting', 'review', 'approved'],
      to: 'abandoned',
      who: WRITERS,
      asks: ['comment'],
      requires: ['comment'],
    },
  },
  access: {
    read: { ...APPROVERS, audit: 'bank' },
    create: WRITERS,
    update: WRITERS,
    export: {},
    reveal: {},
  },
  scope: { ord: 'institution_ord', self: ['author_id', 'submitted_by'] },
  list: {
    columns: ['title', 'base_version', 'effective_on', 'author_id', 'decided_by', 'published_version'],
    filters: ['author_id'],
    search: ['title', 'summary'],
    order: [{ by: 'id', descending: true }],
  },
  form: {
    sections: [
      { title: '草案', fields: ['title', 'summary', 'effective_on'] },
      { title: '意见征求', fields: ['consulted_on', 'consulted_with', 'consultation'] },
      { title: '告知', fields: ['informed_on', 'informed_how'] },
    ],
  },
  importKey: ['title'],
});
