import { sql } from 'kysely';
import type { CivilDate } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import { registerErrors } from '../../../kernel/register/public.ts';
import type { Context } from '../../../platform/context.ts';
import { peopleOf } from './team.ts';

export type TeamDay = {
  person: { id: number; no: string; name: string };
  items: {
    key: string;
    customer: string;
    method: string;
    occurredAt: Date;
    reason: string | null;
    result: string | null;
    visitId: number | null;
  }[];
};

/** What one of my people did on a day. Throws 404 for somebody whom I do not lead. */
export async function teamDay(ctx: Context, { staff, date }: { staff: number; date: CivilDate }): Promise<TeamDay> {
  const person = (await peopleOf(ctx)).find(({ id }) => id === staff) ?? fail(registerErrors.ROW_NOT_FOUND());
  const { rows } = await sql<TeamDay['items'][number]>`
    select f.key, c.name as customer, f.method, f.occurred_at as "occurredAt", f.reason, f.result, v.id as "visitId"
    from fact f
    join customer c on c.id = f.subject_id
    left join visit v on v.customer_id = f.subject_id and v.no = f.key
    where f.actor_id = ${staff} and f.biz_date = ${date}::date and f.kind = 'contact' and f.superseded_at is null
      and not f.retracted
    order by f.occurred_at, f.key limit 200`.execute(ctx.db);
  return { person: { id: person.id, no: person.no, name: person.name }, items: rows };
}
