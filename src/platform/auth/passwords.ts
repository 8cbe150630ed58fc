import { randomBytes, randomInt } from 'node:crypto';
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { fail } from '../../kernel/errors/public.ts';
import { authErrors } from './errors.ts';
import { createGate } from './gate.ts';
import type { AuthSettings } from './settings.ts';

/** `Algorithm.Argon2id` is a const enum, which type stripping cannot read. */
const argon2id = 2;

export type Passwords = {
  /** The PHC string to store. */
  hash(password: string): Promise<string>;
  /** Exactly one argon2id verification, also without a stored hash: a stranger takes as long as a colleague. */
  verify(storedHash: string | undefined, password: string): Promise<boolean>;
  /** True if the hash was made at another cost than today's. */
  isOutdated(storedHash: string): boolean;
};

/** The primitives, so that a test can count them. */
export type Argon2 = { hash: typeof hash; verify: typeof verify };

/** Hashing bounded in memory: see `AuthSettings.hash`. Throws AUTH_BUSY (503) when too many wait. */
export function createPasswords(settings: AuthSettings['hash'], argon2: Argon2 = { hash, verify }): Passwords {
  const cost = { algorithm: argon2id, memoryCost: settings.memoryKiB, timeCost: settings.passes, parallelism: 1 };
  const gate = createGate(settings.concurrency, settings.queue, () => fail(authErrors.AUTH_BUSY()));
  // Made at once, so that the first stranger does not wait for it.
  const standIn = argon2.hash(randomBytes(32), cost);

  return {
    hash: (password) => gate(() => argon2.hash(password, cost)),
    verify: (storedHash, password) =>
      gate(async () => (await argon2.verify(storedHash ?? (await standIn), password)) && storedHash !== undefined),
    isOutdated(storedHash) {
      const made = parseOptions(storedHash);
      return made.memoryCost !== settings.memoryKiB || made.timeCost !== settings.passes;
    },
  };
}

// Without the letters and digits that are misread on a slip of paper.
const alphabets = ['abcdefghijkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789'];
const initialLength = 16;

/** A random initial password in three classes, to be read out or written down once. */
export function randomPassword(minLength: number): string {
  return Array.from({ length: Math.max(initialLength, minLength) }, (_, position) => {
    const alphabet = alphabets[position % alphabets.length] as string;
    return alphabet[randomInt(alphabet.length)];
  }).join('');
}
