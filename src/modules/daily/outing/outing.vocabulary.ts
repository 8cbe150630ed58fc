import type { Vocabulary } from '../../../platform/duties/vocabulary.ts';
import { outingFields } from './outing.fields.ts';

const kind = {
  label: '类别',
  column: 'method',
  type: 'text',
  values: outingFields.kind.options.values as Record<string, string>,
} as const;

/** What rules may say about going out and coming back (依据 DAY-5). */
export const outingVocabulary: Partial<Vocabulary> = {
  facts: {
    'outing.started': {
      label: '外出',
      subject: 'staff',
      fields: { kind, hour: { label: '外出时刻（时）', key: 'hour', type: 'number' } },
    },
    'outing.returned': { label: '归行', subject: 'staff', fields: {} },
  },
};
