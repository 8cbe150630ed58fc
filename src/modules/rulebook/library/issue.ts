import type { CivilDate } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import type { Rulebook } from '../../../kernel/rulebook/rulebook.ts';
import type { Context } from '../../../platform/context.ts';
import { readWatermark } from '../../../platform/duties/public.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { dutyErrors } from '../errors.ts';
import { assertCases, publishRulebook } from './publish.ts';

/** Whatever moment of knowledge a past is replayed at, it may use a rulebook that was brought in with that past. */
const ALWAYS_KNOWN = new Date(0);

/**
 * Publishes a rulebook on the bank's behalf. Its effective date lies after today, because the duties of periods that
 * have begun stay with the version under which they began (依据 RUL-3, `pin`). With `backfill` a past is brought in:
 * any date will do and the version counts as always known, but only while the bank has no duties that it could change.
 * Returns the version's number. Throws RULEBOOK_RETROACTIVE, RULEBOOK_BACKFILL_LATE
 * or RULEBOOK_CASE.
 */
export async function issueRulebook(
  ctx: Context,
  rulebook: Rulebook,
  { effectiveOn, backfill }: { effectiveOn: CivilDate; backfill: boolean },
): Promise<number> {
  const { now, today } = momentOf(ctx);
  if (!backfill && effectiveOn <= today) fail(dutyErrors.RULEBOOK_RETROACTIVE({ effectiveOn, today }));
  if (backfill && (await readWatermark(ctx.db))) fail(dutyErrors.RULEBOOK_BACKFILL_LATE());
  await assertCases(ctx, rulebook);
  return publishRulebook(ctx, rulebook, { effectiveOn, publishedAt: backfill ? ALWAYS_KNOWN : now });
}
