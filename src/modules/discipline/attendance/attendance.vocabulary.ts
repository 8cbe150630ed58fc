import type { Vocabulary } from '../../../platform/duties/vocabulary.ts';
import { WRITTEN } from './attendance.fields.ts';

/** What rules may say about attendance (依据 DAY-14): what was noted as amiss, and that somebody has decided on it. */
export const attendanceVocabulary: Partial<Vocabulary> = {
  facts: {
    'attendance.noted': {
      label: '考勤异常',
      subject: 'staff',
      fields: { status: { label: '考勤', column: 'method', type: 'text', values: WRITTEN } },
    },
    'attendance.settled': {
      label: '考勤异常处理',
      subject: 'staff',
      fields: {
        outcome: { label: '处理', column: 'method', type: 'text', values: { charged: '登记过错', excused: '不追究' } },
      },
    },
  },
};
