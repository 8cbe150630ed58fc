import { sql } from 'kysely';
import { fail } from '../../../kernel/errors/public.ts';
import type { Context } from '../../../platform/context.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { mayJudge } from '../breach/authority.ts';
import { assessmentErrors } from '../errors.ts';

/** What an appeal is against: exactly one of them. */
export type GroundRef = { breach_id?: number | null; incident_id?: number | null; measure_id?: number | null };

export type Ground = {
  staff_id: number;
  institution_id: number;
  institution_ord: number;
  judged_by: number;
  /** Confirmed, or issued: there is something to appeal against. */
  stands: boolean;
  /** Another appeal against it is open. */
  open: boolean;
  /** Whether the principal is the person's superior. */
  superior: boolean;
};

type GroundTable = 'breach' | 'incident' | 'measure';

/** Holds the ground until the transaction ends and reads it. Throws APPEAL_GROUND; undefined: there is no such row. */
export async function holdGround(ctx: Context, ref: GroundRef): Promise<Ground | undefined> {
  const { table, id } = groundOf(ref);
  // A statement of its own and of one table, as breach/lock.ts says.
  await ctx.db.selectFrom(table).select('id').where('id', '=', id).forUpdate().execute();
  const { rows } = await sql<Ground>`
    select g.bearer_id as staff_id, i.id as institution_id, i.ord as institution_ord, g.judged_by, g.stands,
      exists (select from appeal a where ${sql.ref(`a.${table}_id`)} = ${id} and a.state = 'filed') as open,
      ${mayJudge(ctx, 'g', momentOf(ctx).today)} as superior
    from (${readings[table](id)}) g
    join staff s on s.id = g.bearer_id
    join institution i on i.id = coalesce(g.institution_id, s.institution_id)`.execute(ctx.db);
  return rows[0];
}

function groundOf({ breach_id, incident_id, measure_id }: GroundRef): { table: GroundTable; id: number } {
  const given = (
    [
      ['breach', breach_id],
      ['incident', incident_id],
      ['measure', measure_id],
    ] as const
  ).flatMap(([table, id]) => (id == null ? [] : [{ table, id }]));
  const [only] = given;
  return only && given.length === 1 ? only : fail(assessmentErrors.APPEAL_GROUND());
}

const readings = {
  breach: (id: number) => sql`
    select bearer_id, institution_id, institution_ord, judged_by, state = 'confirmed' as stands from breach where id = ${id}`,
  incident: (id: number) => sql`
    select staff_id as bearer_id, institution_id, institution_ord, judged_by, state = 'confirmed' as stands
    from incident where id = ${id}`,
  measure: (id: number) => sql`
    select staff_id as bearer_id, institution_id, institution_ord, issued_by as judged_by,
      state in ('issued', 'replied', 'accepted') as stands
    from measure where id = ${id}`,
};
