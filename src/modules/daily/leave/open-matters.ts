import { sql } from 'kysely';
import { addDays, type CivilDate, startOfDay } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import { registerErrors } from '../../../kernel/register/public.ts';
import { scoped } from '../../../platform/access/public.ts';
import type { Context } from '../../../platform/context.ts';
import { defineStatement } from '../../../platform/db/statement.ts';
import { knownRules } from '../known-rules.ts';
import { leave } from './leave.register.ts';

/** Something that has to be done while its bearer is on leave. */
export type OpenMatter = {
  kind: 'task' | 'outing' | 'visit' | 'duty';
  title: string;
  /** The instant by which it has to be done or begins. */
  at: Date;
};

/** A leave with more open matters than these is a matter of its own. */
const MOST = 200;

/**
 * $1 person, $2 and $3 the instants between which the leave lies, $4 rules whose duties are responses. What recurs is
 * left out: leave lowers it by itself, and its customers stay with their holder.
 */
const mattersStatement = defineStatement<OpenMatter & { rule: string | null }>(
  'daily.leave-matters',
  `select * from (
    select 'task' as kind, title, due_at as at, null as rule from work_task
    where assignee_id = $1 and state = 'assigned' and due_at < $3
    union all
    select 'outing', o.business, o.planned_out_at, null from outing o
    where o.staff_id = $1 and o.state in ('planned', 'out') and o.planned_out_at < $3 and o.expected_return_at >= $2
    union all
    select 'visit', '再访 ' || c.name || coalesce('：' || v.next_step, ''), v.next_on::timestamp at time zone $5, null
    from visit v join customer c on c.id = v.customer_id
    where v.staff_id = $1 and v.state <> 'retracted' and v.next_on::timestamp at time zone $5 between $2 and $3
    union all
    select 'duty', coalesce(c.name, i.name, ''), d.until_at, d.rule_id from duty d
    left join customer c on d.subject_type = 'customer' and c.id = d.subject_id
    left join institution i on d.subject_type = 'institution' and i.id = d.subject_id
    where d.bearer_id = $1 and d.status = 'open' and d.until_at > $2 and d.until_at <= $3 and d.rule_id = any($4::text[])
  ) m order by at, kind, title limit ${MOST}`,
);

type Span = { from: CivilDate; to: CivilDate };

/** 依据 DAY-15: what of a person's falls into his leave or is already late when it begins, in the order of time. */
export async function openMatters(ctx: Context, staffId: number, { from, to }: Span): Promise<OpenMatter[]> {
  const rules = await knownRules(ctx);
  // A duty of a task or notice stands in the list as what it is about.
  const responses = rules.ofShape('response').filter((rule) => rules.titleOf(rule).clause !== 'DAY-16');
  const begins = startOfDay(from, ctx.zone);
  const ends = startOfDay(addDays(to, 1), ctx.zone);
  const rows = await mattersStatement(ctx.db, staffId, begins, ends, responses, ctx.zone);
  return rows.map(({ kind, title, at, rule }) => ({
    kind,
    title: rule === null ? title : [rules.titleOf(rule).title, title].filter(Boolean).join('：'),
    at,
  }));
}

/** The same for a leave that the principal may read. Throws 404 for any other. */
export async function openMattersOfLeave(ctx: Context, id: number): Promise<OpenMatter[]> {
  const { rows } = await sql<{ staff_id: number; from: CivilDate; to: CivilDate }>`
    select staff_id, from_date as from, to_date as to from leave l
    where l.id = ${id} and ${scoped(ctx, leave, { alias: 'l' })}`.execute(ctx.db);
  const span = rows[0] ?? fail(registerErrors.ROW_NOT_FOUND());
  return openMatters(ctx, span.staff_id, span);
}
