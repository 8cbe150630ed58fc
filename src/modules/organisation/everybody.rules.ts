import type { Grants } from '../../kernel/register/public.ts';

/** Names of institutions and colleagues are no secret inside the bank. */
export const EVERYBODY: Grants = {
  rm: 'bank',
  leader: 'bank',
  president: 'bank',
  business: 'bank',
  hr: 'bank',
  audit: 'bank',
  clerk: 'bank',
  none: 'bank',
  'admin:system': 'bank',
  'admin:security': 'bank',
  'admin:audit': 'bank',
};
