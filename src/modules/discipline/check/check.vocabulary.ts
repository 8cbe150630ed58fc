import type { Vocabulary } from '../../../platform/duties/vocabulary.ts';
import { OUTCOMES } from './post-check.fields.ts';

/** What rules may say about checks (依据 DAY-13): the subject is who has to make them. */
export const checkVocabulary: Partial<Vocabulary> = {
  facts: {
    'check.drawn': { label: '抽中待查', subject: 'staff', fields: {} },
    'check.done': {
      label: '完成查岗',
      subject: 'staff',
      fields: { outcome: { label: '结果', column: 'method', type: 'text', values: OUTCOMES } },
    },
  },
};
