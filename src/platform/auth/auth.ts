import type { Clock, Principal } from '../context.ts';
import type { Db } from '../db/database.ts';
import { type Attempts, createAttempts } from './attempts.ts';
import { createPasswords, type Passwords } from './passwords.ts';
import type { SecretBox } from './secret-box.ts';
import { createSessionMemory, type SessionMemory } from './session-memory.ts';
import { resolveSession } from './sessions.ts';
import { type AuthSettings, loadAuthSettings } from './settings.ts';
import { looksLikeToken } from './token.ts';

/** The accounts that demo mode shows on its sign-in page; they sign in like everybody, with this password. */
export type DemoAccounts = { password: string; items: { login: string; name: string; title: string }[] };

/** What sign-in needs beyond a request's context: one per server process. */
export type Auth = {
  settings: AuthSettings;
  passwords: Passwords;
  attempts: { byLogin: Attempts; byAddress: Attempts };
  memory: SessionMemory;
  demoAccounts: DemoAccounts | null;
  /** Seals second factors; null: the server was given no key, and nobody can enrol one. */
  secrets: SecretBox | null;
  /** The principal behind a cookie's value, or null. No query if it was resolved within `rememberMillis`. */
  resolve(token: string | undefined): Promise<Principal | null>;
};

export type AuthOptions = {
  db: Db;
  clock: Clock;
  zone: string;
  /** Only `zhanye demo` gives it. */
  demoAccounts?: DemoAccounts;
  secrets?: SecretBox | null;
  passwords?: Passwords;
  monotonic?: () => number;
};

/** Reads the settings and builds the per-process state of sign-in. */
export async function createAuth(options: AuthOptions): Promise<Auth> {
  const { db, clock, zone } = options;
  const settings = await loadAuthSettings(db);
  const { rememberMillis, rememberedSessions } = settings.session;
  const { perLogin, perAddress, windowSeconds, rememberedKeys } = settings.attempts;
  const memory = createSessionMemory({ millis: rememberMillis, limit: rememberedSessions }, options.monotonic);
  const attemptsOf = (perWindow: number) => createAttempts({ perWindow, windowSeconds, rememberedKeys }, clock);
  return {
    settings,
    passwords: options.passwords ?? createPasswords(settings.hash),
    attempts: { byLogin: attemptsOf(perLogin), byAddress: attemptsOf(perAddress) },
    memory,
    demoAccounts: options.demoAccounts ?? null,
    secrets: options.secrets ?? null,
    async resolve(token) {
      if (token === undefined || !looksLikeToken(token)) return null;
      return memory.recall(token, () => resolveSession({ db, clock, zone }, settings.session, token));
    },
  };
}
