import { sql } from 'kysely';
import { fail } from '../../../kernel/errors/public.ts';
import { registerErrors } from '../../../kernel/register/public.ts';
import { scoped } from '../../../platform/access/public.ts';
import type { Context } from '../../../platform/context.ts';
import { visit } from './visit.register.ts';

/** The endpoint that takes a visit; what was sent to it later than written has its evidence under this name. */
export const RECORD_VISIT = 'daily.visit.record';

/** When a record was written by its author's device, when it came, and how many milliseconds that device was ahead. */
export type WrittenOffline = { at: Date; sentAt: Date; clockAhead: number };

/**
 * 依据 DAY-7, DAY-19: a record counts from when it came; that it was written earlier is said beside it, for whoever
 * judges. Null for one that was written with a network. Throws 404 for a visit out of the principal's sight.
 */
export async function writtenOffline(ctx: Context, id: number): Promise<WrittenOffline | null> {
  const { rows } = await sql<{ at: Date | null; sentAt: Date; clockAhead: number }>`
    select e.written_at as at, e.sent_at as "sentAt", e.clock_ahead as "clockAhead"
    from visit v left join offline_entry e on e.endpoint = ${RECORD_VISIT} and e.row_id = v.id
    where v.id = ${id} and ${scoped(ctx, visit, { alias: 'v' })}`.execute(ctx.db);
  const found = rows[0] ?? fail(registerErrors.ROW_NOT_FOUND());
  return found.at === null ? null : { ...found, at: found.at };
}
