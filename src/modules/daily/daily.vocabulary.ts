import type { Vocabulary } from '../../platform/duties/vocabulary.ts';
import { CONTACT_METHODS } from './contact-methods.ts';
import { TASK_SOURCES } from './task/task.fields.ts';

const ORIGINS = { register: '系统内登记', batch: '批量导入' };

/** What rules may say about contacts, visit records and leave. */
export const dailyVocabulary: Partial<Vocabulary> = {
  absences: {
    leave: {
      label: '请假',
      table: 'leave_version',
      person: 'staff_id',
      from: 'valid_from',
      until: 'valid_until',
      counts: 'counts',
    },
  },
  facts: {
    contact: {
      label: '联系客户',
      subject: 'customer',
      fields: {
        method: { label: '方式', column: 'method', type: 'text', values: CONTACT_METHODS },
        origin: { label: '来源', column: 'origin', type: 'text', values: ORIGINS },
        result: { label: '结果', column: 'result', type: 'text' },
      },
    },
    'visit.submitted': {
      label: '走访记录提交',
      subject: 'customer',
      fields: { origin: { label: '来源', column: 'origin', type: 'text', values: ORIGINS } },
    },
    'task.assigned': {
      label: '任务布置',
      subject: 'staff',
      fields: {
        source: { label: '来源', column: 'method', type: 'text', values: TASK_SOURCES },
        due: { label: '到期日', column: 'due_on', type: 'date' },
      },
    },
    'task.done': { label: '任务反馈', subject: 'staff', fields: {} },
    'visit.reviewed': {
      label: '走访报告处理',
      subject: 'customer',
      fields: {
        outcome: {
          label: '处理',
          column: 'method',
          type: 'text',
          values: { confirmed: '确认', returned: '退回' },
        },
      },
    },
  },
};
