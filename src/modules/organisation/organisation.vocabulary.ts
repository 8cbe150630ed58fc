import { ROLE_TITLES } from '../../kernel/access/roles.ts';
import type { Vocabulary } from '../../platform/duties/vocabulary.ts';

/** What rules may say about people and institutions (依据 ORG-1, ORG-2). */
export const organisationVocabulary: Partial<Vocabulary> = {
  subjects: {
    // A person counts while an appointment is in force, and belongs where the main one places him.
    staff: {
      table: 'staff_place',
      id: 'staff_id',
      from: 'valid_from',
      until: 'valid_until',
      spans: true,
      institution: 'institution_id',
      entity: 'staff',
    },
    institution: {
      table: 'institution_version',
      id: 'institution_id',
      from: 'opened_on',
      until: 'closed_on',
      institution: 'institution_id',
      entity: 'institution',
    },
  },
  attributes: {
    role: { label: '角色', subject: 'staff', type: 'text', of: 'subject', column: 'role', values: ROLE_TITLES },
    post: { label: '岗位', subject: 'staff', type: 'text', of: 'subject', column: 'post' },
    type: { label: '机构类型', subject: 'institution', type: 'text', of: 'subject', column: 'type' },
  },
};
