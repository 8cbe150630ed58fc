import { useSyncExternalStore } from 'react';
import { phoneWidth } from '../theme/tokens.ts';

const narrow = globalThis.matchMedia?.(`(max-width: ${phoneWidth - 1}px)`);

/** Whether the page is as narrow as a phone. For what CSS cannot decide: which elements there are at all. */
export function usePhone(): boolean {
  return useSyncExternalStore(
    (listener) => {
      narrow?.addEventListener('change', listener);
      return () => narrow?.removeEventListener('change', listener);
    },
    () => narrow?.matches ?? false,
  );
}
