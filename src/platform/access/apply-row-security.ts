import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { AnyRegister } from '../../kernel/register/public.ts';
import type { Db } from '../db/database.ts';
import { LABEL_SCHEMA, READER_ROLE, rowSecurity } from './row-security.ts';

/** Any number that nothing else locks. */
const APPLYING_LOCK = 7_501;
/** insufficient_privilege, and what two processes that make the same role at once give one of them. */
const REFUSED = '42501';
const RIVALS = new Set(['42710', '23505']);

/**
 * Brings the tables' policies to what the declarations say; the schema's comment tells which these are. False where the
 * account may not make the role and nobody made it: reads are then scoped by their queries alone.
 */
export async function applyRowSecurity(db: Db, registers: readonly AnyRegister[]): Promise<boolean> {
  if (!(await haveRole(db))) return false;
  const text = rowSecurity(registers);
  const digest = createHash('sha256').update(text).digest('hex');
  await db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${APPLYING_LOCK})`.execute(transaction);
    if ((await appliedDigest(transaction)) === digest) return;
    await sql.raw(text).execute(transaction);
    await sql.raw(`comment on schema ${LABEL_SCHEMA} is '${digest}'`).execute(transaction);
  });
  return true;
}

async function appliedDigest(db: Db): Promise<string | null> {
  const { rows } = await sql<{ digest: string | null }>`
    select obj_description(to_regnamespace(${LABEL_SCHEMA}), 'pg_namespace') as digest`.execute(db);
  return rows[0]?.digest ?? null;
}

/** Makes the role if it is not there, and lets this account become it. A role belongs to the server, not the database. */
async function haveRole(db: Db): Promise<boolean> {
  try {
    if (!(await isMember(db))) {
      await sql.raw(`create role ${READER_ROLE} nologin`).execute(db).catch(forgiveRival);
      await sql.raw(`grant ${READER_ROLE} to current_user`).execute(db);
    }
    return true;
  } catch (error) {
    if (codeOf(error) === REFUSED) return false;
    throw error;
  }
}

async function isMember(db: Db): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`
    select pg_has_role(current_user, oid, 'member') as is from pg_roles where rolname = ${READER_ROLE}`.execute(db);
  return rows[0]?.is ?? false;
}

function forgiveRival(error: unknown): void {
  if (!RIVALS.has(codeOf(error))) throw error;
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');
