import { hash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';

/** What the first record's hash is chained to. */
export const GENESIS: Buffer = Buffer.alloc(32);

/** sha256(previous hash ‖ digest of the record). */
export function chainHash(previous: Buffer, digest: Buffer): Buffer {
  return hash('sha256', Buffer.concat([previous, digest]), 'buffer');
}

/**
 * sha256 of an audit record: every column there is, in the database's text of a row. Empty columns at its end are cut
 * off, so that a later migration that adds one leaves the digests of earlier records as they are. Computed by the
 * database, because sending the texts would take longer than reading them.
 */
export function recordDigest(alias: string): RawBuilder<Buffer> {
  return sql<Buffer>`sha256(convert_to(rtrim((${sql.ref(alias)}.*)::text, ',)'), 'UTF8'))`;
}

/** The text of a row shows instants as the session likes them; this makes it one. Begins each sealing and verifying. */
export const CANONICAL_TEXTS: RawBuilder<unknown> = sql`
  select set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO', true)`;
