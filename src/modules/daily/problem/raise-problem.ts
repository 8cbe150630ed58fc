import { sql } from 'kysely';
import { type Context, transact } from '../../../platform/context.ts';
import { actOnRow, createRow, serve, updateRow } from '../../../platform/registers/public.ts';
import { problemEffects } from './problem.effects.ts';
import { problem } from './problem.register.ts';
import type { ProblemState } from './problem.rules.ts';

export const servedProblem = serve(problem, problemEffects);

/**
 * 依据 DAY-11: what a log says needs coordination becomes a problem of its own, within the log's submission. Handed in
 * again, the log corrects its problem while nobody has dealt with it.
 */
export async function raiseProblemOfLog(ctx: Context, { no, description }: { no: string; description: string }) {
  const { rows } = await sql<{ id: number; version: number; state: ProblemState; description: string }>`
    select id, version, state, description from problem where log_no = ${no}`.execute(ctx.db);
  const known = rows[0];
  if (!known) await createRow(ctx, servedProblem, { description, log_no: no });
  else if (known.state === 'raised' && known.description !== description) {
    await updateRow(ctx, servedProblem, known.id, { version: known.version, description });
  }
}

export type ProblemReport = { period: string; opinion?: string | undefined; items: { id: number; version: number }[] };

/** 依据 DAY-11: reports the problems of a month or quarter upward, all or none. */
export function reportProblems(ctx: Context, { period, opinion, items }: ProblemReport): Promise<{ reported: number }> {
  return transact(ctx, async (inside) => {
    for (const { id, version } of items) {
      await actOnRow(inside, servedProblem, id, 'report', { version, period, ...(opinion && { opinion }) });
    }
    return { reported: items.length };
  });
}
