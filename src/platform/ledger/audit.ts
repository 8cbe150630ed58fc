import { sql } from 'kysely';
import type { Context } from '../context.ts';

export type AuditEntry = {
  /** What was done: `visit.submit`, `session.open`, `import.contacts`. */
  action: string;
  register?: string | null;
  rowId?: string | number | null;
  /** `ord` of the institution concerned; lets the audit of a branch be read within scope. */
  institutionOrd?: number | null;
  /** Before and after of what changed, reason, counts. Personal data masked, secrets never. */
  detail?: Record<string, unknown>;
};

/**
 * 依据 RUL-8: leaves a record in the current transaction. The record is queued for the sealer in the same statement,
 * so that writers never wait for each other and none is forgotten, in whatever order they commit.
 */
export async function audit(ctx: Context, entry: AuditEntry): Promise<void> {
  const { principal } = ctx;
  await sql`
    with record as (
      insert into audit_record (at, account_id, staff_id, action, register, row_id, institution_ord, detail)
      values (
        ${ctx.clock.now()}, ${principal?.accountId ?? null}, ${principal?.staffId ?? null}, ${entry.action},
        ${entry.register ?? null}, ${entry.rowId == null ? null : String(entry.rowId)},
        ${entry.institutionOrd ?? null}, ${JSON.stringify(entry.detail ?? {})}::jsonb
      )
      returning id
    )
    insert into audit_unsealed (record_id) select id from record`.execute(ctx.db);
}
