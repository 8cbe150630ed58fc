import { sql } from 'kysely';
import { civilDateOf } from '../../../kernel/calendar/index.ts';
import { AppError, fail, type Problem } from '../../../kernel/errors/public.ts';
import { type Context, transact } from '../../../platform/context.ts';
import { audit } from '../../../platform/ledger/public.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { dutyScope } from '../../rulebook/public.ts';
import { assessmentErrors } from '../errors.ts';
import { settle } from '../settle/settle.ts';
import { mayJudge } from './authority.ts';
import type { BreachState } from './list-breaches.ts';
import { lockBreachRow } from './lock.ts';
import { isUnderReview } from './review.ts';

export type Judgement = 'confirm' | 'dismiss';

type Locked = {
  id: number;
  bearer_id: number | null;
  state: BreachState;
  version: number;
  judgeable_at: Date;
  institution_ord: number | null;
  review: boolean;
  may_judge: boolean;
};

const TITLES: Record<BreachState, string> = {
  suspected: '疑似',
  confirmed: '认定',
  dismissed: '不予认定',
  withdrawn: '已撤销',
};

/**
 * 依据 ASM-2: a named superior confirms or dismisses one suspected breach, or judges anew one that is under review;
 * its points and measures follow in the same transaction. Throws BREACH_UNKNOWN, BREACH_OWN, BREACH_NOT_YOURS, BREACH_WITHDRAWN,
 * BREACH_JUDGED, BREACH_CHANGED, BREACH_EARLY.
 */
export function judgeBreach(
  ctx: Context,
  judgement: Judgement,
  { id, version, reason }: { id: number; version: number; reason: string },
): Promise<void> {
  return transact(ctx, async (inside) => {
    const breach = await lockBreach(inside, id);
    refuseJudging(inside, breach, version);
    const state = judgement === 'confirm' ? 'confirmed' : 'dismissed';
    await writeJudgement(inside, breach, { state, reason });
    const moved = state === 'confirmed' || breach.state === 'confirmed';
    const settlement =
      moved && breach.bearer_id !== null ? await settle(inside, breach.bearer_id, [{ breachId: id }]) : {};
    await audit(inside, {
      action: `breach.${judgement}`,
      register: 'breach',
      rowId: id,
      institutionOrd: breach.institution_ord,
      detail: { before: breach.state, after: state, reason, ...settlement },
    });
  });
}

/** Judges several for one reason, each in its own transaction: one that is refused does not hold up the others. */
export async function judgeBreaches(
  ctx: Context,
  judgement: Judgement,
  { items, reason }: { items: { id: number; version: number }[]; reason: string },
): Promise<{ done: number; refused: { id: number; problems: readonly Problem[] }[] }> {
  const refused: { id: number; problems: readonly Problem[] }[] = [];
  for (const item of items) {
    try {
      await judgeBreach(ctx, judgement, { ...item, reason });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refused.push({ id: item.id, problems: error.problems });
    }
  }
  return { done: items.length - refused.length, refused };
}

/** Under the row's lock nothing withdraws or judges it meanwhile; what was read before the lock would be old. */
async function lockBreach(ctx: Context, id: number): Promise<Locked> {
  await lockBreachRow(ctx.db, id);
  const { rows } = await sql<Omit<Locked, 'review'> & { period: string }>`
    select b.id, b.bearer_id, b.state, b.version, b.judgeable_at, b.institution_ord, b.period,
      ${mayJudge(ctx, 'b', momentOf(ctx).today)} as may_judge
    from breach b where b.id = ${id} and ${dutyScope(ctx, 'b')}`.execute(ctx.db);
  const found = rows[0] ?? fail(assessmentErrors.BREACH_UNKNOWN());
  return { ...found, review: found.state === 'confirmed' && (await isUnderReview(ctx.db, found)) };
}

function refuseJudging({ principal, clock, zone }: Context, breach: Locked, version: number): void {
  if (breach.bearer_id !== null && breach.bearer_id === principal?.staffId) fail(assessmentErrors.BREACH_OWN());
  if (!breach.may_judge) fail(assessmentErrors.BREACH_NOT_YOURS());
  if (breach.state === 'withdrawn') fail(assessmentErrors.BREACH_WITHDRAWN());
  if (breach.state !== 'suspected' && !breach.review) {
    fail(assessmentErrors.BREACH_JUDGED({ state: TITLES[breach.state] }));
  }
  if (breach.version !== version) fail(assessmentErrors.BREACH_CHANGED());
  if (clock.now() < breach.judgeable_at) {
    fail(assessmentErrors.BREACH_EARLY({ from: civilDateOf(breach.judgeable_at, zone) }));
  }
}

/** A duty that changed before this moment has been considered: the review, if there was one, is over. */
async function writeJudgement(
  ctx: Context,
  { id }: Locked,
  { state, reason }: { state: BreachState; reason: string },
): Promise<void> {
  await sql`
    update breach set state = ${state}, reason = ${reason}, judged_by = ${ctx.principal?.staffId},
      judged_at = ${ctx.clock.now()}, version = version + 1
    where id = ${id}`.execute(ctx.db);
}
