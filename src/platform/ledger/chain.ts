import { hash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';

/** What the first record's hash is chained to. */
export const GENESIS: Buffer = Buffer.alloc(32);

/** sha256(previous hash ‖ canonical record). */
export function chainHash(previous: Buffer, canonical: string): Buffer {
  return hash('sha256', Buffer.concat([previous, Buffer.from(canonical)]), 'buffer');
}

/**
 * The canonical text of an audit record: every column there is, also those a later migration adds. A column that is
 * null is left out, so that adding one leaves the hashes of earlier records as they are.
 */
export function canonicalRecord(alias: string): RawBuilder<string> {
  const record = sql.ref(alias);
  return sql<string>`
    (jsonb_strip_nulls(to_jsonb(${record}) - 'detail') || jsonb_build_object('detail', ${sql.ref(`${alias}.detail`)}))::text`;
}

/** Instants are part of the canonical text, and `to_jsonb` writes them in the session's zone. */
export const CANONICAL_ZONE: RawBuilder<unknown> = sql`set local timezone = 'UTC'`;
