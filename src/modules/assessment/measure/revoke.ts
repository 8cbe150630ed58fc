import type { Context } from '../../../platform/context.ts';
import { refreshDuties, touchedBy } from '../../../platform/duties/public.ts';
import { audit, recordFacts } from '../../../platform/ledger/public.ts';
import { type MeasureRow, orderedFact } from './measure.rules.ts';

/** A measure that an appeal has overturned: it no longer stands, and its rectification is no longer owed (依据 ASM-5). */
export async function revokeMeasure(
  ctx: Context,
  id: number,
  { by, at, comment }: { by: number | null; at: Date | null; comment: string },
): Promise<void> {
  const row = await ctx.db
    .updateTable('measure')
    .set((set) => ({ state: 'revoked', decided_by: by, decided_at: at, comment, version: set('version', '+', 1) }))
    .where('id', '=', id)
    .where('state', 'in', ['issued', 'replied', 'accepted'])
    .returningAll()
    .executeTakeFirst();
  if (!row) return;
  await retractOrder(ctx, row as unknown as MeasureRow);
  await audit(ctx, {
    action: 'measure.overturn',
    register: 'measure',
    rowId: id,
    institutionOrd: row.institution_ord,
    detail: { after: 'revoked', comment },
  });
}

/** The order of a rectification is withdrawn with its measure; the duty that it raised becomes void. */
export async function retractOrder(ctx: Context, row: MeasureRow): Promise<void> {
  if (!row.rectifies) return;
  const moved = await recordFacts(ctx, [{ ...orderedFact(row), kind: 'rectification.ordered', retracted: true }]);
  if (moved.length > 0) await refreshDuties(ctx, touchedBy('staff', moved));
}
