/** What a rule is about. A duty's subject is one of these. */
export const SUBJECT_TYPES = ['customer', 'staff', 'institution'] as const;
export type SubjectType = (typeof SUBJECT_TYPES)[number];
