import { sql } from 'kysely';
import { type CivilDate, periodOf } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import { registerErrors } from '../../../kernel/register/public.ts';
import type { Context, HeldAppointment } from '../../../platform/context.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { knownRules } from '../known-rules.ts';

export type CoreCustomer = {
  id: number;
  no: string;
  name: string;
  holder: string | null;
  deposit: string;
  credit: string;
  lastContactOn: CivilDate | null;
  /** Visits by a president of this branch in the calendar year. */
  seenByPresident: number;
};

export type ClauseStanding = {
  rule: string;
  clause: string;
  title: string;
  owed: number;
  completed: number;
  overdue: number;
  /** Share completed of the branch and of its peers together, in percent with one decimal; null where nothing is owed. */
  share: number | null;
  peerShare: number | null;
  rank: number | null;
  of: number;
};

export type Branch = {
  institution: string;
  month: string;
  core: CoreCustomer[];
  clauses: ClauseStanding[];
};

const CORE_CUSTOMERS = 10;

/** 支行行长's home: the customers who matter most, the branch against its peers by clause. */
export async function branch(ctx: Context): Promise<Branch> {
  const post = ctx.principal?.appointments.find(({ role }) => role === 'president');
  if (!post) return fail(registerErrors.ROW_NOT_ALLOWED({ operation: '查看我的支行' }));
  const { today } = momentOf(ctx);
  const { rows } = await sql<{ name: string }>`
    select name from institution where id = ${post.institutionId}`.execute(ctx.db);
  return {
    institution: rows[0]?.name ?? '',
    month: periodOf('month', today).label,
    core: await coreCustomers(ctx, post, today),
    clauses: await clauseStandings(ctx, post, today),
  };
}

async function coreCustomers(ctx: Context, post: HeldAppointment, today: CivilDate): Promise<CoreCustomer[]> {
  const { rows } = await sql<CoreCustomer>`
    select c.id, c.no, c.name, h.name as holder, c.deposit, c.credit, c.last_contact_on as "lastContactOn",
      (select count(*)::int from visit v
        where v.customer_id = c.id and v.staff_id = ${ctx.principal?.staffId ?? null} and v.state <> 'retracted'
          and v.biz_date >= ${periodOf('year', today).start}::date) as "seenByPresident"
    from (
      select * from customer where institution_ord >= ${post.ord} and institution_ord < ${post.ordUntil}
      order by greatest(deposit, credit) desc, id limit ${CORE_CUSTOMERS}
    ) c left join staff h on h.id = c.holder_id
    order by greatest(c.deposit, c.credit) desc, c.id`.execute(ctx.db);
  return rows;
}

type Tally = Pick<ClauseStanding, 'rule' | 'owed' | 'completed' | 'overdue' | 'share' | 'peerShare' | 'rank' | 'of'>;

/**
 * Peers are the institutions under the same parent. Counted are the duties of the periods in progress, shares of what
 * is owed and not void or waived; equal shares take the same place.
 */
async function clauseStandings(ctx: Context, post: HeldAppointment, today: CivilDate): Promise<ClauseStanding[]> {
  const periods = (['month', 'quarter', 'halfYear', 'year'] as const).map((kind) => periodOf(kind, today).label);
  const { rows } = await sql<Tally>`
    with peer as (
      select p.id, p.ord, p.ord_until from institution me join institution p
        on p.id = me.id or (p.parent_id = me.parent_id and p.type = me.type and p.closed_on is null)
      where me.id = ${post.institutionId}
    ),
    tally as (
      select d.rule_id, p.id as peer, count(*)::int as owed,
        (count(*) filter (where d.status in ('fulfilled', 'late')))::int as completed,
        (count(*) filter (where d.status in ('breached', 'late')))::int as overdue
      from duty d join peer p on d.institution_ord >= p.ord and d.institution_ord < p.ord_until
      where d.period = any(${periods}::text[]) and d.status in ('open', 'suspended', 'fulfilled', 'late', 'breached')
      group by d.rule_id, p.id
    ),
    ranked as (
      select *, round(100.0 * completed / owed, 1)::float8 as share,
        rank() over (partition by rule_id order by completed::numeric / owed desc)::int as place,
        count(*) over (partition by rule_id)::int as branches,
        sum(owed) over (partition by rule_id) as all_owed, sum(completed) over (partition by rule_id) as all_completed
      from tally
    )
    select rule_id as rule, owed, completed, overdue, share,
      case when branches > 1 then round(100.0 * (all_completed - completed) / (all_owed - owed), 1)::float8 end as "peerShare",
      case when branches > 1 then place end as rank, branches as of
    from ranked where peer = ${post.institutionId} order by rule_id`.execute(ctx.db);
  const { titleOf } = await knownRules(ctx);
  return rows.map((row) => ({ ...row, ...titleOf(row.rule) }));
}
