import type { AuthSettings } from './settings.ts';

/** Until when an account is locked after its `failures`-th wrong attempt in a row; null: not locked. */
export function lockedUntil(settings: AuthSettings['lockout'], failures: number, now: Date): Date | null {
  const beyond = failures - settings.failures;
  if (beyond < 0) return null;
  const seconds = Math.min(settings.firstSeconds * settings.factor ** beyond, settings.maxSeconds);
  return new Date(now.getTime() + seconds * 1000);
}
