import type { Grants } from '../../kernel/register/public.ts';

/** Everybody who bears duties, about himself. */
export const ANYBODY = {
  rm: 'self',
  clerk: 'self',
  none: 'self',
  leader: 'self',
  president: 'self',
  business: 'self',
  hr: 'self',
  audit: 'self',
} as const satisfies Grants;

/** 依据 DAY-13: who may look whether people are where they should be: superiors, the department, and audit. */
export const CHECKERS = {
  leader: 'self',
  president: 'self',
  business: 'self',
  audit: 'self',
} as const satisfies Grants;
