import type { SubjectType } from '../../kernel/rulebook/rule.ts';

/** Whoever recomputes everything holds this alone; whoever brings up single subjects shares it. */
export const EVERYBODY_LOCK = 7_303;

/** First key of the locks on single subjects; the second is the subject's id. */
export const SUBJECT_LOCKS: Record<SubjectType, number> = { customer: 7_304, staff: 7_305, institution: 7_306 };
