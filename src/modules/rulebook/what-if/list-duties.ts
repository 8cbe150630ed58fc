import { sql } from 'kysely';
import { z } from 'zod';
import type { Context } from '../../../platform/context.ts';
import { defineCursor } from '../../../platform/registers/public.ts';
import type { DUTY_STATUSES } from '../duties/list-duties.ts';

/** A duty that would have been another. */
export type ScenarioDuty = {
  rule: string;
  subject: string | null;
  subjectName: string | null;
  anchor: string;
  institution: string | null;
  before: ScenarioSide | null;
  after: ScenarioSide | null;
};
export type ScenarioSide = {
  bearer: string | null;
  need: number;
  got: number;
  status: (typeof DUTY_STATUSES)[number];
};

/** Which of them: missed only under the draft, missed only in fact, or all. */
export const CHANGES = ['failing', 'relieved', 'all'] as const;

export type ScenarioDutyQuery = {
  id: number;
  change: (typeof CHANGES)[number];
  rule?: string | undefined;
  /** The bank's number of a person who bears it on either side. */
  staff?: string | undefined;
  after?: string | undefined;
  limit: number;
};

const places = defineCursor(z.tuple([z.string(), z.int(), z.string()]));
const FAILED = sql`('breached', 'late')`;
const CONDITIONS = {
  failing: sql`and d.status_after in ${FAILED} and coalesce(d.status_before, '') not in ${FAILED}`,
  relieved: sql`and d.status_before in ${FAILED} and coalesce(d.status_after, '') not in ${FAILED}`,
  all: sql`and (d.bearer_before, d.until_before, d.need_before, d.got_before, d.status_before)
    is distinct from (d.bearer_after, d.until_after, d.need_after, d.got_after, d.status_after)`,
};

/** One page, by rule and subject; `next` is the cursor of the following one. */
export async function listScenarioDuties(
  { db }: Context,
  { id, change, rule, staff, after, limit }: ScenarioDutyQuery,
): Promise<{ items: ScenarioDuty[]; next: string | null }> {
  const cursor = after === undefined ? null : places.read(after);
  const { rows } = await sql<ScenarioDuty & { key: [string, number, string] }>`
    select d.rule_id as rule, coalesce(c.no, s.no, o.no) as subject, coalesce(c.name, s.name, o.name) as "subjectName",
      d.anchor, i.name as institution, json_build_array(d.rule_id, d.subject_id, d.anchor) as key,
      case when d.status_before is not null then json_build_object('bearer', b.name, 'need', d.need_before,
        'got', d.got_before, 'status', d.status_before) end as before,
      case when d.status_after is not null then json_build_object('bearer', a.name, 'need', d.need_after,
        'got', d.got_after, 'status', d.status_after) end as after
    from scenario_duty d
    left join customer c on d.subject_type = 'customer' and c.id = d.subject_id
    left join staff s on d.subject_type = 'staff' and s.id = d.subject_id
    left join institution o on d.subject_type = 'institution' and o.id = d.subject_id
    left join institution i on i.ord = d.institution_ord
    left join staff b on b.id = d.bearer_before
    left join staff a on a.id = d.bearer_after
    where d.scenario_id = ${id} ${CONDITIONS[change]}
      ${rule === undefined ? sql`` : sql`and d.rule_id = ${rule}`}
      ${staff === undefined ? sql`` : sql`and ${staff} in (b.no, a.no)`}
      ${cursor === null ? sql`` : sql`and (d.rule_id, d.subject_id, d.anchor) > (${cursor[0]}, ${cursor[1]}::bigint, ${cursor[2]})`}
    order by d.rule_id, d.subject_id, d.anchor limit ${limit + 1}`.execute(db);
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return {
    items: items.map(({ key: _, ...item }) => item),
    next: last ? places.write(last.key) : null,
  };
}
