import { sql } from 'kysely';
import type { CivilDate } from '../../../kernel/calendar/index.ts';
import type { Context } from '../../../platform/context.ts';
import { loadVersions } from '../../../platform/duties/public.ts';
import type { Place } from '../../organisation/public.ts';

/** Whoever is beyond by the most comes first; the rest is in the list of duties. */
const MOST_PEOPLE = 10;

export type BrokenLimit = {
  rule: string;
  clause: string;
  title: string;
  /** How many are beyond it now. */
  count: number;
  /** Measured on the first day beyond; of shares parts of ten thousand. */
  beyond: {
    subjectType: 'staff' | 'institution';
    subjectId: number;
    name: string;
    institution: string | null;
    anchor: CivilDate;
    need: number;
    got: number;
  }[];
};

type Row = BrokenLimit['beyond'][number] & { rule: string; count: number };

/**
 * 依据 ORG-7, ORG-8: the limits of people and institutions that are broken now, below a place. A limit that holds has no
 * duty at all, and one that was broken and holds again is late (docs/adr/0015); what is `breached` lasts.
 */
export async function brokenLimits(ctx: Context, { ord, ordUntil }: Place): Promise<BrokenLimit[]> {
  const rules = await limitsInForce(ctx);
  const { rows } = await sql<Row>`
    with subject as (
      select 'staff' as type, s.id, s.name, i.name as institution
      from staff s join institution i on i.id = s.institution_id
      where s.institution_ord >= ${ord} and s.institution_ord < ${ordUntil}
      union all
      select 'institution', id, name, null from institution where ord >= ${ord} and ord < ${ordUntil}
    )
    select * from (
      select d.rule_id as rule, s.type as "subjectType", s.id as "subjectId", s.name, s.institution, d.anchor, d.need,
        d.got, (count(*) over (partition by d.rule_id))::int as count,
        row_number() over (partition by d.rule_id order by abs(d.got - d.need) desc, s.id) as place
      from subject s join duty d on d.subject_id = s.id and d.subject_type = s.type
      where d.rule_id = any(${rules.map(({ id }) => id)}::text[]) and d.status = 'breached'
    ) d where place <= ${MOST_PEOPLE} order by rule, place`.execute(ctx.db);
  const byRule = Map.groupBy(rows, ({ rule }) => rule);
  return rules.flatMap(({ id, clause, title }) => {
    const own = byRule.get(id);
    if (own === undefined) return [];
    return {
      rule: id,
      clause,
      title,
      count: own[0]?.count ?? 0,
      beyond: own.map(({ rule: _, count: __, ...row }) => row),
    };
  });
}

/** Of people and of institutions; what a customer may not exceed is another department's. */
async function limitsInForce({ db, clock }: Context) {
  const newest = (await loadVersions(db, clock.now())).at(-1);
  return (newest?.rulebook.rules ?? []).filter(({ shape, subject }) => shape === 'limit' && subject !== 'customer');
}
