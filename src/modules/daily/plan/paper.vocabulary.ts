import type { Vocabulary } from '../../../platform/duties/vocabulary.ts';
import { PAPER_KINDS } from './paper.fields.ts';

/** What rules may say about plans and reports (依据 DAY-12). */
export const paperVocabulary: Partial<Vocabulary> = {
  facts: {
    'paper.submitted': {
      label: '提交计划（报告）',
      subject: 'staff',
      fields: { kind: { label: '类别', column: 'method', type: 'text', values: PAPER_KINDS } },
    },
    'paper.read': { label: '审阅计划（报告）', subject: 'staff', fields: {} },
  },
};
