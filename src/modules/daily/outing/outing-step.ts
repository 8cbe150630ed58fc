import { sql } from 'kysely';
import { fail } from '../../../kernel/errors/public.ts';
import { registerErrors } from '../../../kernel/register/public.ts';
import { type Context, transact } from '../../../platform/context.ts';
import { answerTo } from '../../../platform/http/public.ts';
import { actOnRow } from '../../../platform/registers/public.ts';
import { dailyErrors } from '../errors.ts';
import { doneAt } from '../visit/visit.rules.ts';
import { servedOuting, servedStop } from './register-outing.ts';

export type OutingStep = {
  /** By its id, or by the key of the request that registered it where that was written without a network. */
  outing: { id: number } | { key: string };
  /** When it happened. */
  at: Date;
  step:
    | { name: 'depart' }
    | { name: 'arrive'; rank: number; position?: string | undefined }
    | { name: 'return'; result: string };
};

/**
 * 依据 DAY-5, DAY-19: one step of one's own outing, said as somebody outside knows it: without the version, which nobody
 * but himself moves on, and without the ids that he was never told. Steps come in the order in which they were written.
 */
export function takeStep(ctx: Context, { outing, at, step }: OutingStep): Promise<{ id: number }> {
  return transact(ctx, async (inside) => {
    const happened = notAhead(inside, at);
    const id = 'id' in outing ? outing.id : await registered(inside, outing.key);
    if (step.name === 'arrive') {
      const stop = await rowOf(inside, sql`outing_stop where outing_id = ${id} and rank = ${step.rank}`);
      const { position } = step;
      await actOnRow(inside, servedStop, stop.id, 'arrive', {
        version: stop.version,
        arrived_at: happened,
        // It is given only with consent, each time (依据 DAY-5).
        ...(position !== undefined && { arrival_position: position, position_consent: true }),
      });
      return { id };
    }
    const { version } = await rowOf(inside, sql`outing where id = ${id}`);
    const values = step.name === 'depart' ? { out_at: happened } : { returned_at: happened, result: step.result };
    await actOnRow(inside, servedOuting, id, step.name, { version, ...values });
    return { id };
  });
}

/** A device's clock may be a little ahead of ours; what is told has happened. */
function notAhead({ clock }: Context, at: Date): Date {
  const latest = doneAt({ now: clock.now() });
  return at > latest ? latest : at;
}

async function registered(ctx: Context, key: string): Promise<number> {
  const answer = (await answerTo(ctx, key)) as { row?: { id?: number } } | null;
  return answer?.row?.id ?? fail(dailyErrors.OUTING_NOT_SENT());
}

type Versioned = { id: number; version: number };

/** Whether it is the principal's to act on, the action itself asks. */
async function rowOf({ db }: Context, where: ReturnType<typeof sql>): Promise<Versioned> {
  const { rows } = await sql<Versioned>`select id, version from ${where}`.execute(db);
  return rows[0] ?? fail(registerErrors.ROW_NOT_FOUND());
}
