import type { Vocabulary } from '../../platform/duties/vocabulary.ts';

/** What rules may say about measures: a rectification ordered, and that it was accepted (依据 ASM-4). */
export const assessmentVocabulary: Partial<Vocabulary> = {
  facts: {
    'rectification.ordered': { label: '限期整改下达', subject: 'staff', fields: {} },
    'rectification.accepted': { label: '整改验收', subject: 'staff', fields: {} },
  },
};
