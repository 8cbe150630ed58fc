import type { Vocabulary } from '../../../platform/duties/vocabulary.ts';

/** What rules may say about problems that need coordination (依据 DAY-11). */
export const problemVocabulary: Partial<Vocabulary> = {
  facts: {
    'problem.raised': { label: '提出问题', subject: 'staff', fields: {} },
    'problem.reported': {
      label: '上报问题',
      subject: 'staff',
      fields: {
        way: { label: '去向', column: 'method', type: 'text', values: { upward: '上报', settled: '就地解决' } },
      },
    },
    'problem.answered': { label: '答复问题', subject: 'staff', fields: {} },
  },
};
