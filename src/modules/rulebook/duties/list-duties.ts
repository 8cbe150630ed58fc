import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { type CivilDate, civilDateFrom } from '../../../kernel/calendar/index.ts';
import type { Rule, SubjectType } from '../../../kernel/rulebook/rule.ts';
import type { Context } from '../../../platform/context.ts';
import { defineCursor, momentOf } from '../../../platform/registers/public.ts';
import { currentPeriod, periodsSince, rulebookInForce } from '../library/in-force.ts';
import { dutyScope } from './duty-scope.ts';

const PAGE = 50;
const LONGEST_PAGE = 200;
export const DUTY_STATUSES = [
  'pending',
  'open',
  'suspended',
  'fulfilled',
  'late',
  'breached',
  'waived',
  'void',
] as const;

export const dutyListQuery = z.object({
  limit: z.coerce.number().int().min(1).max(LONGEST_PAGE).default(PAGE),
  after: z.string().max(500).optional(),
  rule: z.string().max(20).optional(),
  status: z.enum(DUTY_STATUSES).optional(),
  /** An institution's id: its whole subtree. */
  institution: z.coerce.number().int().positive().optional(),
  /** A member of staff's id. */
  bearer: z.coerce.number().int().positive().optional(),
  /** `2026-03`, `2026H1`; without it every period in progress. */
  period: z.string().max(10).optional(),
  /** Instead of a period: every one since that of this day. */
  since: z.iso.date().transform(civilDateFrom).optional(),
});
export type DutyListQuery = z.output<typeof dutyListQuery>;

export type DutyItem = {
  rule: string;
  clause: string;
  title: string;
  subjectType: SubjectType;
  subjectId: number;
  subjectNo: string | null;
  subjectName: string | null;
  anchor: string;
  period: string;
  from: Date;
  until: Date;
  bearerId: number | null;
  bearer: string | null;
  institution: string | null;
  need: number;
  got: number;
  status: (typeof DUTY_STATUSES)[number];
};

type Row = Omit<DutyItem, 'clause' | 'title'>;
const places = defineCursor(z.tuple([z.int(), z.string(), z.string(), z.string()]));

/** Duties in the principal's scope by subject, a page at a time; each page costs the same at any depth. */
export async function listDuties(
  ctx: Context,
  query: DutyListQuery,
): Promise<{ items: DutyItem[]; next: string | null }> {
  const { rulebook } = await rulebookInForce(ctx);
  const rules = new Map(rulebook.rules.map((rule) => [rule.id, rule]));
  const today = momentOf(ctx).today;
  const asked = query.rule === undefined ? rulebook.rules : rulebook.rules.filter(({ id }) => id === query.rule);
  const periods = asked.flatMap((rule) => labelsOf(rule, query, today));
  const { rows } = await sql<Row>`
    select d.rule_id as rule, d.subject_type as "subjectType", d.subject_id as "subjectId",
      coalesce(c.no, s.no, o.no) as "subjectNo", coalesce(c.name, s.name, o.name) as "subjectName", d.anchor, d.period,
      d.starts_at as "from", d.until_at as "until", d.bearer_id as "bearerId", b.name as bearer, i.name as institution,
      d.need, d.got, d.status
    from (
      select * from duty d where ${sql.join(conditions(ctx, query, [...new Set(periods)]), sql` and `)}
      order by d.subject_id, d.rule_id, d.period, d.anchor limit ${query.limit + 1}
    ) d
    left join staff b on b.id = d.bearer_id
    left join institution i on i.id = d.institution_id
    left join customer c on d.subject_type = 'customer' and c.id = d.subject_id
    left join staff s on d.subject_type = 'staff' and s.id = d.subject_id
    left join institution o on d.subject_type = 'institution' and o.id = d.subject_id
    order by d.subject_id, d.rule_id, d.period, d.anchor`.execute(ctx.db);
  const shown = rows.slice(0, query.limit).map((row) => {
    const rule = rules.get(row.rule);
    return { ...row, clause: rule?.clause ?? row.rule, title: rule?.title ?? row.rule };
  });
  const last = rows.length > query.limit ? shown.at(-1) : undefined;
  return { items: shown, next: last ? places.write([last.subjectId, last.rule, last.period, last.anchor]) : null };
}

function labelsOf(rule: Rule, { period, since }: DutyListQuery, today: CivilDate): string[] {
  if (period !== undefined) return [period];
  return since === undefined ? [currentPeriod(rule, today)] : periodsSince(rule, since, today);
}

function conditions(ctx: Context, query: DutyListQuery, periods: string[]): RawBuilder<unknown>[] {
  const all = [sql`d.period = any(${periods}::text[])`, dutyScope(ctx, 'd')];
  if (query.rule !== undefined) all.push(sql`d.rule_id = ${query.rule}`);
  if (query.status !== undefined) all.push(sql`d.status = ${query.status}`);
  if (query.bearer !== undefined) all.push(sql`d.bearer_id = ${query.bearer}`);
  if (query.institution !== undefined) {
    all.push(sql`exists (select from institution w where w.id = ${query.institution}
      and d.institution_ord >= w.ord and d.institution_ord < w.ord_until)`);
  }
  if (query.after !== undefined) {
    const [subject, rule, period, anchor] = places.read(query.after);
    all.push(sql`(d.subject_id, d.rule_id, d.period, d.anchor) > (${subject}::bigint, ${rule}, ${period}, ${anchor})`);
  }
  return all;
}
