import type { Vocabulary } from '../../../platform/duties/vocabulary.ts';

/** What rules may say about must-reads; a notice that need not be read leaves no facts. */
export const noticeVocabulary: Partial<Vocabulary> = {
  facts: {
    'notice.issued': {
      label: '必读通告发布',
      subject: 'staff',
      fields: { due: { label: '阅读截止日', column: 'due_on', type: 'date' } },
    },
    'notice.read': { label: '通告已读', subject: 'staff', fields: {} },
  },
};
