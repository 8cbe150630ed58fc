import { defineRegister } from '../../../kernel/register/public.ts';
import { doneAt } from '../visit/visit.rules.ts';
import { noticeFields } from './notice.fields.ts';
import { checkNotice, stillReadable } from './notice.rules.ts';

const PUBLISHERS = {
  leader: 'institution',
  president: 'institution',
  business: 'bank',
  hr: 'bank',
  audit: 'bank',
} as const;

/** 依据 DAY-17: notices and what superiors make known; who must read it, who has, who is reminded. */
export const notice = defineRegister({
  id: 'notice',
  title: '通告',
  clauses: ['DAY-17'],
  table: 'notice',
  storage: 'entity',
  fields: noticeFields,
  label: 'title',
  states: {
    titles: { draft: '草稿', published: '已发布', withdrawn: '已撤回' },
    initial: 'draft',
    editable: ['draft'],
  },
  check: checkNotice,
  actions: {
    publish: {
      title: '发布',
      from: ['draft'],
      to: 'published',
      who: PUBLISHERS,
      guard: stillReadable,
      sets: (_row, moment) => ({ published_at: doneAt(moment) }),
    },
    chase: {
      title: '催办未读',
      from: ['published'],
      to: 'published',
      who: PUBLISHERS,
      sets: (row, { now }) => ({ chased: row.chased + 1, chased_at: now }),
    },
    withdraw: { title: '撤回', from: ['draft', 'published'], to: 'withdrawn', who: PUBLISHERS },
  },
  access: { read: PUBLISHERS, create: PUBLISHERS, update: PUBLISHERS, export: PUBLISHERS, reveal: {} },
  scope: { ord: 'institution_ord' },
  list: {
    columns: [
      'title',
      'kind',
      'institution_id',
      'audience',
      'must_read',
      'read_by',
      'recipients',
      'published_at',
      'no',
    ],
    filters: ['kind', 'institution_id', 'must_read', 'read_by'],
    search: ['no', 'title', 'body'],
    order: [{ by: 'id', descending: true }],
  },
  form: {
    sections: [
      { title: '通告', fields: ['title', 'kind', 'body'] },
      { title: '给谁', fields: ['institution_id', 'audience', 'must_read', 'read_by'] },
    ],
  },
  print: { title: '通告', signatures: ['发布人'] },
  importKey: ['no'],
});
