import type { Vocabulary } from '../../../platform/duties/vocabulary.ts';

/** What rules may say about daily logs and the reports of a day (依据 DAY-9, DAY-10). */
export const logVocabulary: Partial<Vocabulary> = {
  facts: {
    'work.reported': {
      label: '当日汇报',
      subject: 'staff',
      fields: { way: { label: '方式', column: 'method', type: 'text', values: { log: '日志', phone: '电话' } } },
    },
    'log.submitted': { label: '日志提交', subject: 'staff', fields: {} },
    'log.read': { label: '日志批阅', subject: 'staff', fields: {} },
  },
};
