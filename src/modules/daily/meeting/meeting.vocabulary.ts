import type { Vocabulary } from '../../../platform/duties/vocabulary.ts';
import { MEETING_KINDS } from './kinds.fields.ts';

/** What rules may say about meetings. */
export const meetingVocabulary: Partial<Vocabulary> = {
  facts: {
    'meeting.held': {
      label: '召开会议',
      subject: 'institution',
      fields: { kind: { label: '种类', column: 'method', type: 'text', values: MEETING_KINDS } },
    },
    'meeting.filed': {
      label: '会议归档',
      subject: 'institution',
      fields: { kind: { label: '种类', column: 'method', type: 'text', values: MEETING_KINDS } },
    },
    'meeting.expected': {
      label: '应到会议',
      subject: 'staff',
      fields: { kind: { label: '种类', column: 'method', type: 'text', values: MEETING_KINDS } },
    },
    'meeting.attended': {
      label: '参加会议',
      subject: 'staff',
      fields: { kind: { label: '种类', column: 'method', type: 'text', values: MEETING_KINDS } },
    },
  },
};
