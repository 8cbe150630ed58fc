import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import { within } from '../../../platform/access/public.ts';
import type { Context } from '../../../platform/context.ts';
import { defineCursor } from '../../../platform/registers/public.ts';
import { workdayCounter } from '../workday-counter.ts';
import { visit } from './visit.register.ts';
import { RECORD_VISIT } from './written-offline.ts';

/** Counting further would only cost: whoever has a hundred waiting knows enough. */
const COUNT_CAP = 100;

type Row = {
  id: number;
  no: string;
  version: number;
  customerId: number;
  customer: string;
  customerNo: string;
  staff: string;
  institution: string | null;
  occurredAt: Date;
  submittedAt: Date;
  submissions: number;
  metName: string | null;
  metDepartment: string | null;
  metTitle: string | null;
  purpose: string | null;
  wanted: string | null;
  result: string | null;
  otherInfo: string | null;
  nextStep: string | null;
  nextOn: string | null;
  earlierComment: string | null;
  /** When it was written, where it was sent later (依据 DAY-7: what counts is when it came). */
  writtenAt: Date | null;
  until: Date | null;
  rule: string | null;
  anchor: string | null;
  cursor: string;
};

/** 依据 DAY-8: the reports that this superior may confirm, in the order in which they came, with their deadlines. */
export async function confirmationQueue(ctx: Context, { after, limit }: { after?: string | undefined; limit: number }) {
  const { rows } = await sql<Row>`
    select v.id, v.no, v.version, v.customer_id as "customerId", c.name as customer, c.no as "customerNo",
      s.name as staff, i.name as institution, v.occurred_at as "occurredAt", v.submitted_at as "submittedAt",
      v.submissions, v.met_name as "metName", v.met_department as "metDepartment", v.met_title as "metTitle",
      v.purpose, v.wanted, v.result, v.other_info as "otherInfo", v.next_step as "nextStep", v.next_on as "nextOn",
      case when v.submissions > 1 then v.comment end as "earlierComment",
      e.written_at as "writtenAt", d.until_at as "until", d.rule_id as rule, d.anchor, v.submitted_at::text as cursor
    from (
      select * from visit v where ${waitingFor(ctx)} ${afterCursor(after)}
      order by v.submitted_at, v.id limit ${limit + 1}
    ) v
    join customer c on c.id = v.customer_id
    join staff s on s.id = v.staff_id
    left join institution i on i.id = v.institution_id
    left join offline_entry e on e.endpoint = ${RECORD_VISIT} and e.row_id = v.id and v.submissions = 1
    left join lateral (
      select until_at, rule_id, anchor from duty d
      where d.subject_id = v.customer_id and d.anchor = v.no || '/' || v.submissions and d.status in ('open', 'breached')
      order by until_at limit 1
    ) d on true
    order by v.submitted_at, v.id`.execute(ctx.db);
  const workdays = await workdayCounter(ctx);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(({ cursor: _cursor, ...row }) => ({
      ...row,
      workdaysLeft: row.until ? workdays.left(row.until) : 0,
    })),
    next: last ? places.write([last.cursor, last.id]) : null,
    waiting: await countConfirmations(ctx),
  };
}

/** How many reports wait for this superior, counted up to {@link COUNT_CAP}. */
export async function countConfirmations(ctx: Context): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from visit v where ${waitingFor(ctx)} limit ${COUNT_CAP}
    ) waiting`.execute(ctx.db);
  return rows[0]?.count ?? 0;
}

/** Nobody confirms his own. */
function waitingFor(ctx: Context): RawBuilder<SqlBool> {
  return sql<SqlBool>`v.state = 'submitted' and v.staff_id is distinct from ${ctx.principal?.staffId ?? null}::bigint
    and ${within(ctx, visit, visit.actions.confirm.who, 'v')}`;
}

const places = defineCursor(z.tuple([z.string(), z.int()]));

function afterCursor(after: string | undefined): RawBuilder<unknown> {
  if (after === undefined) return sql``;
  const [submittedAt, id] = places.read(after);
  return sql`and (v.submitted_at, v.id) > (${submittedAt}::timestamptz, ${id})`;
}
