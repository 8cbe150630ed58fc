import type { CivilDate } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import type { Rulebook } from '../../../kernel/rulebook/rulebook.ts';
import { type Context, transact } from '../../../platform/context.ts';
import { loadVersions, readWatermark } from '../../../platform/duties/public.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { dutyErrors } from '../errors.ts';
import { requireReading } from '../reading/required.ts';
import { assertCases, publishRulebook } from './publish.ts';

/** Whatever moment of knowledge a past is replayed at, it may use a rulebook that was brought in with that past. */
const ALWAYS_KNOWN = new Date(0);

/**
 * Publishes a rulebook on the bank's behalf. Its effective date lies after today, because the duties of periods that
 * have begun stay with the version under which they began (依据 RUL-3, `pin`). With `backfill` a past is brought in:
 * any date will do and the version counts as always known, but only while the bank has no duties that it could change.
 * What it makes or changes has to be read by those it concerns. Returns the version's number. Throws RULEBOOK_RETROACTIVE, RULEBOOK_BACKFILL_LATE
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
  return transact(ctx, async (inside) => {
    const before = (await loadVersions(inside.db, now)).at(-1)?.rulebook;
    const version = await publishRulebook(inside, rulebook, {
      effectiveOn,
      publishedAt: backfill ? ALWAYS_KNOWN : now,
    });
    if (!backfill) await requireReading(inside, version, { before, after: rulebook });
    return version;
  });
}
