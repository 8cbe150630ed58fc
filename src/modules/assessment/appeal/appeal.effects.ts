import { sql } from 'kysely';
import { fail } from '../../../kernel/errors/public.ts';
import type { Row } from '../../../kernel/register/public.ts';
import type { Context } from '../../../platform/context.ts';
import { audit } from '../../../platform/ledger/public.ts';
import { defineEffects, momentOf } from '../../../platform/registers/public.ts';
import { mayJudge } from '../breach/authority.ts';
import { lockBreachRow } from '../breach/lock.ts';
import { assessmentErrors } from '../errors.ts';
import { reversePoints } from '../points/entries.ts';
import { appeal } from './appeal.register.ts';

type Ground = {
  bearer_id: number;
  institution_id: number;
  institution_ord: number;
  state: string;
  judged_by: number;
  open: boolean;
};

/** Only the bearer of a confirmed breach appeals, and only while no other appeal of it is open. */
async function prepareAppeal(ctx: Context, { breach_id = 0 }: { breach_id?: number }) {
  await lockBreachRow(ctx.db, breach_id);
  const { rows } = await sql<Ground>`
    select b.bearer_id, i.id as institution_id, i.ord as institution_ord, b.state, b.judged_by,
      exists (select from appeal a where a.breach_id = b.id and a.state = 'filed') as open
    from breach b
    join staff s on s.id = b.bearer_id
    join institution i on i.id = coalesce(b.institution_id, s.institution_id)
    where b.id = ${breach_id}`.execute(ctx.db);
  const ground = rows[0];
  if (!ground || ground.bearer_id !== ctx.principal?.staffId) {
    return fail(assessmentErrors.APPEAL_NOT_YOURS(undefined, 'breach_id'));
  }
  if (ground.state !== 'confirmed') fail(assessmentErrors.APPEAL_NOT_CONFIRMED());
  if (ground.open) fail(assessmentErrors.APPEAL_OPEN());
  const { institution_id, institution_ord, judged_by } = ground;
  return { staff_id: ground.bearer_id, institution_id, institution_ord, judged_by };
}

async function requireSuperior(ctx: Context, _values: unknown, before: Row<typeof appeal> | null) {
  const { rows } = await sql<{ superior: boolean }>`
    select ${mayJudge(ctx, 'b', momentOf(ctx).today)} as superior from breach b where b.id = ${before?.breach_id}`.execute(
    ctx.db,
  );
  if (!rows[0]?.superior) fail(assessmentErrors.APPEAL_NOT_SUPERIOR());
  return {};
}

/** Overturned: the breach no longer stands, and what it cost is given back in the same transaction. */
async function undoBreach(ctx: Context, { row }: { row: Row<typeof appeal> }) {
  await sql`
    update breach set state = 'dismissed', judged_by = ${row.decided_by}, judged_at = ${row.decided_at},
      reason = ${`申诉 ${row.no} 撤销：${row.decision}`}, version = version + 1
    where id = ${row.breach_id} and state = 'confirmed'`.execute(ctx.db);
  const points = await reversePoints(ctx, row.breach_id);
  await audit(ctx, {
    action: 'breach.overturn',
    register: 'breach',
    rowId: row.breach_id,
    institutionOrd: row.institution_ord,
    detail: { appeal: row.no, points },
  });
  return { detail: { points } };
}

export const appealEffects = defineEffects(appeal, {
  create: { prepare: prepareAppeal },
  uphold: { prepare: requireSuperior },
  overturn: { prepare: requireSuperior, after: undoBreach },
});
