import type { ScoreResult } from '../../../kernel/assess/score.ts';
import { fail } from '../../../kernel/errors/public.ts';
import { type Context, transact } from '../../../platform/context.ts';
import { audit } from '../../../platform/ledger/public.ts';
import { assessmentErrors } from '../errors.ts';
import { proposeGrades } from '../grade/propose-grades.ts';
import { scoredPeriod } from './definition.ts';
import { scorePeriod } from './score-period.ts';

/**
 * 依据 ASM-7: a person closes a period that has ended: everybody's lines, total, peers and place are kept as they are
 * now. Closing again needs a reason and supersedes the snapshot. Grades are proposed from it (依据 ASM-10).
 * Throws SCORE_UNKNOWN, SCORE_NOT_YOURS, SCORE_RUNNING, SCORE_CLOSED.
 */
export function closeScore(
  ctx: Context,
  asked: { score: string; period: string; reason?: string | undefined },
): Promise<{ closing: number; people: number; proposals: number }> {
  return transact(ctx, async (inside) => {
    const scored = await scoredPeriod(inside, asked);
    const now = inside.clock.now();
    if (!inside.principal?.appointments.some(({ role }) => scored.score.closedBy.includes(role))) {
      fail(assessmentErrors.SCORE_NOT_YOURS());
    }
    if (now < scored.ends) fail(assessmentErrors.SCORE_RUNNING({ day: scored.period.end }));
    const before = await supersede(inside, asked, now);
    if (before && !asked.reason) fail(assessmentErrors.SCORE_CLOSED(undefined, 'reason'));
    const people = await scorePeriod(inside, scored);
    const { id: closing } = await inside.db
      .insertInto('score_closing')
      .values({
        score_id: scored.score.id,
        period: scored.period.label,
        period_start: scored.period.start,
        period_end: scored.period.end,
        rulebook_version: scored.version.id,
        reason: asked.reason ?? null,
        closed_by: inside.principal?.staffId as number,
        closed_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    if (people.length > 0) {
      await inside.db
        .insertInto('score_result')
        .values(
          people.map((person) => ({
            closing_id: closing,
            staff_id: person.staffId,
            institution_id: person.institutionId,
            institution_ord: person.institutionOrd,
            post: person.post,
            peer_group: person.peerGroup,
            place: person.place,
            peers: person.peers,
            total: person.result.total,
            detail: JSON.stringify(person.result satisfies ScoreResult),
          })),
        )
        .execute();
    }
    const proposals = await proposeGrades(inside, { scored, closing });
    await audit(inside, {
      action: 'score.close',
      register: 'score',
      rowId: closing,
      institutionOrd: null,
      detail: { score: asked.score, period: asked.period, reason: asked.reason ?? null, before, people: people.length },
    });
    return { closing, people: people.length, proposals };
  });
}

/** Ends the snapshot in force, if there is one; the unique key keeps two closings at once apart. */
async function supersede(ctx: Context, asked: { score: string; period: string }, now: Date): Promise<number | null> {
  const ended = await ctx.db
    .updateTable('score_closing')
    .set({ superseded_at: now })
    .where('score_id', '=', asked.score)
    .where('period', '=', asked.period)
    .where('superseded_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return ended?.id ?? null;
}
