import { sql } from 'kysely';
import { fail } from '../../../kernel/errors/public.ts';
import { type Context, transact } from '../../../platform/context.ts';
import { audit } from '../../../platform/ledger/public.ts';
import { assessmentErrors } from '../errors.ts';
import { scoredPeriod } from './definition.ts';

/**
 * 依据 ASM-7 (定性): a superior enters one person's number of a measure that says so, until the period is closed; a later
 * one supersedes it. Throws SCORE_UNKNOWN, SCORE_ENTRY, PERSON_UNKNOWN, SCORE_CLOSED.
 */
export function enterScore(
  ctx: Context,
  asked: { score: string; period: string; staff: number; measure: string; value: string },
): Promise<{ value: string }> {
  return transact(ctx, async (inside) => {
    const { score } = await scoredPeriod(inside, asked);
    const source = score.measures.find(({ id }) => id === asked.measure)?.source;
    if (!source || !('entered' in source)) return fail(assessmentErrors.SCORE_ENTRY(undefined, 'measure'));
    const roles = source.entered.by;
    const person = await inside.db
      .selectFrom('staff')
      .select(['id', 'institution_ord'])
      .where('id', '=', asked.staff)
      .executeTakeFirst();
    const ord = person?.institution_ord ?? null;
    const above = inside.principal?.appointments.some(
      (post) => roles.includes(post.role) && ord !== null && post.ord <= ord && ord < post.ordUntil,
    );
    if (!above || asked.staff === inside.principal?.staffId) fail(assessmentErrors.PERSON_UNKNOWN(undefined, 'staff'));
    const closed = await inside.db
      .selectFrom('score_closing')
      .select('id')
      .where('score_id', '=', asked.score)
      .where('period', '=', asked.period)
      .where('superseded_at', 'is', null)
      .executeTakeFirst();
    if (closed) fail(assessmentErrors.SCORE_CLOSED());
    await replaceEntry(inside, asked);
    await audit(inside, {
      action: 'score.enter',
      register: 'score',
      rowId: `${asked.score}/${asked.period}/${asked.staff}/${asked.measure}`,
      institutionOrd: ord,
      detail: { value: asked.value },
    });
    return { value: asked.value };
  });
}

async function replaceEntry(
  ctx: Context,
  {
    score,
    period,
    staff,
    measure,
    value,
  }: { score: string; period: string; staff: number; measure: string; value: string },
): Promise<void> {
  const now = ctx.clock.now();
  await sql`
    update score_entry set superseded_at = ${now}
    where score_id = ${score} and period = ${period} and staff_id = ${staff} and measure_id = ${measure}
      and superseded_at is null`.execute(ctx.db);
  await sql`
    insert into score_entry (score_id, period, staff_id, measure_id, value, entered_by, recorded_at)
    values (${score}, ${period}, ${staff}, ${measure}, ${value}::numeric, ${ctx.principal?.staffId}, ${now})`.execute(
    ctx.db,
  );
}
