import { sql } from 'kysely';
import { z } from 'zod';
import type { Context } from '../context.ts';

const count = (fallback: number, least = 1, most = Number.MAX_SAFE_INTEGER) =>
  z.int().min(least).max(most).default(fallback);

/** Every figure of sign-in and sessions. A bank overrides single figures in the `setting` row named `auth`. */
export const authSettingsSchema = z.strictObject({
  password: z
    .strictObject({
      minLength: count(10, 8),
      maxLength: count(128, 16, 1024),
      /** Of lower case, upper case, digits and everything else. */
      minClasses: count(3, 1, 4),
      minDistinct: count(5),
    })
    .prefault({}),
  /** argon2id. `concurrency` × `memoryKiB` is all that a storm of sign-ins can take; `queue` more may wait. */
  hash: z
    .strictObject({
      memoryKiB: count(19_456, 8_192),
      passes: count(2),
      concurrency: count(2),
      queue: count(500),
    })
    .prefault({}),
  /** From `failures` wrong attempts in a row on, each further one locks `factor` times longer. */
  lockout: z
    .strictObject({
      failures: count(5),
      firstSeconds: count(60),
      factor: z.number().min(1).default(2),
      maxSeconds: count(3_600),
    })
    .prefault({}),
  session: z
    .strictObject({
      idleMinutes: count(30),
      absoluteHours: count(12),
      /** The time of last use is written at most this often. */
      seenEverySeconds: count(60),
      /** How long rights may be remembered without asking the database: the promise is one second. */
      rememberMillis: count(700, 0, 900),
      rememberedSessions: count(20_000),
      keepDays: count(90),
    })
    .prefault({}),
  /** Sign-in attempts without success, held in memory; a success gives its attempt back. */
  attempts: z
    .strictObject({
      windowSeconds: count(60),
      perLogin: count(10),
      perAddress: count(120),
      rememberedKeys: count(20_000),
    })
    .prefault({}),
});

export type AuthSettings = z.infer<typeof authSettingsSchema>;

/** The settings in force: the defaults, overridden by the `setting` row named `auth`. Throws if that row is malformed. */
export async function loadAuthSettings(db: Context['db']): Promise<AuthSettings> {
  const { rows } = await sql<{ value: unknown }>`select value from setting where name = 'auth'`.execute(db);
  return authSettingsSchema.parse(rows[0]?.value ?? {});
}
