import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Beside } from './beside.ts';

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
  const values = auditValues(ctx, entry);
  await sql`
    with record as (
      insert into audit_record (at, account_id, staff_id, action, register, row_id, institution_ord, detail)
      values (${values.audit_at}, ${values.audit_account}, ${values.audit_staff}, ${values.audit_action},
        ${values.audit_register}, ${values.audit_row}, ${values.audit_ord}, ${values.audit_detail}::jsonb)
      returning id
    )
    insert into audit_unsealed (record_id) select id from record`.execute(ctx.db);
}

/** The same record beside a new fact, from `auditValues`. */
export const AUDITED: Beside = {
  columns: {
    audit_at: 'timestamptz',
    audit_account: 'bigint',
    audit_staff: 'bigint',
    audit_action: 'text',
    audit_register: 'text',
    audit_row: 'text',
    audit_ord: 'integer',
    audit_detail: 'jsonb',
  },
  writes: [
    sql`audited as (
      insert into audit_record (at, account_id, staff_id, action, register, row_id, institution_ord, detail)
      select audit_at, audit_account, audit_staff, audit_action, audit_register, audit_row, audit_ord, audit_detail
      from done returning id)`,
    sql`queued as (insert into audit_unsealed (record_id) select id from audited)`,
  ],
};

export function auditValues({ clock, principal }: Context, entry: AuditEntry): Record<string, unknown> {
  return {
    audit_at: clock.now(),
    audit_account: principal?.accountId ?? null,
    audit_staff: principal?.staffId ?? null,
    audit_action: entry.action,
    audit_register: entry.register ?? null,
    audit_row: entry.rowId == null ? null : String(entry.rowId),
    audit_ord: entry.institutionOrd ?? null,
    audit_detail: JSON.stringify(entry.detail ?? {}),
  };
}
