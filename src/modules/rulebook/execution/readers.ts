import type { Grants } from '../../../kernel/register/public.ts';

/** Who sees how the regulation is carried out: whoever writes or checks it, and whoever leads, below himself. */
export const EXECUTION_READERS: Grants = {
  business: 'institution',
  audit: 'bank',
  president: 'institution',
  leader: 'institution',
};
