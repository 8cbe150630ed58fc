import { sql } from 'kysely';
import { addDays, type CivilDate, startOfDay } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import { registerErrors } from '../../../kernel/register/public.ts';
import { scoped } from '../../../platform/access/public.ts';
import type { Context } from '../../../platform/context.ts';
import { defineStatement } from '../../../platform/db/statement.ts';
import { readableCustomers } from '../../customers/public.ts';
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

/** A customer's part of a matter is told apart from the rest, because not everybody who reads of the leave knows him. */
type Found = {
  kind: OpenMatter['kind'];
  rule: string | null;
  title: string;
  at: Date;
  customer_id: number | null;
  customer_no: string | null;
  customer: string | null;
};

/**
 * $1 person, $2 and $3 the instants between which the leave lies, $4 rules whose duties are responses. What recurs is
 * left out: leave lowers it by itself, and its customers stay with their holder.
 */
const mattersStatement = defineStatement<Found>(
  'daily.leave-matters',
  `select m.kind, m.rule, m.title, m.at, c.id as customer_id, c.no as customer_no, c.name as customer from (
    select 'task' as kind, title, due_at as at, null as rule, null::bigint as customer_id from work_task
    where assignee_id = $1 and state = 'assigned' and due_at < $3
    union all
    select 'outing', o.business, o.planned_out_at, null, null from outing o
    where o.staff_id = $1 and o.state in ('planned', 'out') and o.planned_out_at < $3 and o.expected_return_at >= $2
    union all
    select 'visit', coalesce(v.next_step, ''), v.next_on::timestamp at time zone $5, null, v.customer_id from visit v
    where v.staff_id = $1 and v.state <> 'retracted' and v.next_on::timestamp at time zone $5 between $2 and $3
    union all
    select 'duty', coalesce(i.name, ''), d.until_at, d.rule_id, case d.subject_type when 'customer' then d.subject_id end
    from duty d left join institution i on d.subject_type = 'institution' and i.id = d.subject_id
    where d.bearer_id = $1 and d.status = 'open' and d.until_at > $2 and d.until_at <= $3 and d.rule_id = any($4::text[])
  ) m left join customer c on c.id = m.customer_id order by m.at, m.kind, m.title, c.no limit ${MOST}`,
);

type Span = { from: CivilDate; to: CivilDate };
/** Whose customers the reader knows by name; of others he is told the number and nothing that was written of them. */
type Knows = (customerId: number) => boolean;

/** 依据 DAY-15: what of a person's falls into his leave or is already late when it begins, in the order of time. */
async function matters(ctx: Context, staffId: number, { from, to }: Span) {
  const rules = await knownRules(ctx);
  // A duty of a task or notice stands in the list as what it is about.
  const responses = rules.ofShape('response').filter((rule) => rules.titleOf(rule).clause !== 'DAY-16');
  const begins = startOfDay(from, ctx.zone);
  const ends = startOfDay(addDays(to, 1), ctx.zone);
  const found = await mattersStatement(ctx.db, staffId, begins, ends, responses, ctx.zone);
  const toldTo = (knows: Knows) =>
    found.map((matter): OpenMatter => {
      const about = matter.rule === null ? '' : rules.titleOf(matter.rule).title;
      return { kind: matter.kind, title: titleOf(matter, about, knows), at: matter.at };
    });
  return { found, toldTo };
}

function titleOf({ kind, title, customer_id, customer_no, customer }: Found, rule: string, knows: Knows): string {
  if (customer_id === null) return [rule, title].filter(Boolean).join('：');
  const isKnown = knows(customer_id);
  const name = isKnown ? customer : `客户 ${customer_no}`;
  if (kind !== 'visit') return `${rule}：${name}`;
  return [`再访 ${name}`, isKnown ? title : ''].filter(Boolean).join('：');
}

/**
 * The matters in two texts: `filed` stands in the leave, which personnel and audit read too, so that customers are
 * numbers in it (依据 CUS-15); `passedOn` is for the one who takes over.
 */
export async function openMatters(
  ctx: Context,
  staffId: number,
  span: Span,
): Promise<{ filed: OpenMatter[]; passedOn: OpenMatter[] }> {
  const { toldTo } = await matters(ctx, staffId, span);
  return { filed: toldTo(() => false), passedOn: toldTo(() => true) };
}

/** The same for a leave that the principal may read, as he may know it. Throws 404 for any other. */
export async function openMattersOfLeave(ctx: Context, id: number): Promise<OpenMatter[]> {
  const { rows } = await sql<{ staff_id: number; from: CivilDate; to: CivilDate }>`
    select staff_id, from_date as from, to_date as to from leave l
    where l.id = ${id} and ${scoped(ctx, leave, { alias: 'l' })}`.execute(ctx.db);
  const span = rows[0] ?? fail(registerErrors.ROW_NOT_FOUND());
  const { found, toldTo } = await matters(ctx, span.staff_id, span);
  const readable = await readableCustomers(
    ctx,
    found.flatMap(({ customer_id }) => customer_id ?? []),
  );
  return toldTo((customerId) => readable.has(customerId));
}
