import { sql } from 'kysely';
import { z } from 'zod';
import { addDays, civilDateOf, type Workdays } from '../../../kernel/calendar/index.ts';
import type { Context } from '../../../platform/context.ts';
import { loadCalendars, loadVersions } from '../../../platform/duties/public.ts';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { assertCustomer, CUSTOMER_READERS } from './customer-scope.ts';

const WHOLE_BANK = 0;
/** A customer owes nothing himself; what is owed for him at one time is a handful. */
const MOST = 100;

const STATUSES = ['pending', 'open', 'suspended', 'fulfilled', 'late', 'breached', 'waived', 'void'] as const;

const duty = z.object({
  rule: z.string(),
  clause: z.string(),
  title: z.string(),
  subjectType: z.literal('customer'),
  subjectId: z.int(),
  subjectNo: z.string(),
  subjectName: z.string(),
  anchor: z.string(),
  from: z.date(),
  until: z.date(),
  bearer: z.string().nullable(),
  need: z.int(),
  got: z.int(),
  status: z.enum(STATUSES),
  /** Workdays still to come including today, by the calendar of the duty's institution. */
  workdaysLeft: z.int(),
});
type Duty = z.output<typeof duty>;

type Found = Omit<Duty, 'clause' | 'title' | 'workdaysLeft' | 'subjectType'> & {
  institutionId: number | null;
  version: number;
};

/** What is owed for the customer now: duties of periods in progress, and breaches that still wait for judgement. */
async function dutiesOf(ctx: Context, { id }: { id: number }): Promise<{ items: Duty[] }> {
  await assertCustomer(ctx, id);
  const now = ctx.clock.now();
  const { rows } = await sql<Found>`
    select d.rule_id as rule, d.subject_id as "subjectId", k.no as "subjectNo", k.name as "subjectName", d.anchor,
      d.starts_at as "from", d.until_at as "until", s.name as bearer, d.need, d.got, d.status,
      d.institution_id as "institutionId", d.rulebook_version as version
    from duty d join customer k on k.id = d.subject_id left join staff s on s.id = d.bearer_id
    where d.subject_id = ${id} and d.subject_type = 'customer' and d.status <> 'void'
      and ((d.starts_at <= ${now} and d.until_at > ${now}) or (d.status = 'breached' and exists (
        select 1 from breach b where b.subject_id = d.subject_id and b.rule_id = d.rule_id and b.anchor = d.anchor
          and b.state = 'suspected')))
    order by d.until_at, d.rule_id limit ${MOST}`.execute(ctx.db);
  if (rows.length === 0) return { items: [] };
  const rules = await rulesByVersion(ctx, now);
  const calendars = await loadCalendars(ctx.db, now);
  const items = rows.map(({ institutionId, version, ...row }): Duty => {
    const rule = rules.get(`${version} ${row.rule}`);
    const calendar = calendars.ofInstitution.get(institutionId ?? WHOLE_BANK) ?? WHOLE_BANK;
    return {
      ...row,
      subjectType: 'customer',
      clause: rule?.clause ?? row.rule,
      title: rule?.title ?? row.rule,
      workdaysLeft: workdaysLeft(calendars.at(calendar, now), ctx, row.until),
    };
  });
  return { items };
}

async function rulesByVersion(ctx: Context, known: Date) {
  const versions = await loadVersions(ctx.db, known);
  return new Map(versions.flatMap(({ id, rulebook }) => rulebook.rules.map((rule) => [`${id} ${rule.id}`, rule])));
}

function workdaysLeft(workdays: Workdays, ctx: Context, until: Date): number {
  const today = civilDateOf(ctx.clock.now(), ctx.zone);
  // The end is exclusive: midnight belongs to the day before.
  const last = civilDateOf(new Date(until.getTime() - 1), ctx.zone);
  return workdays.countWorkdays(today, addDays(last, 1));
}

export const customerDutyEndpoints = [
  defineEndpoint({
    id: 'customer.duties',
    method: 'GET',
    path: '/api/customers/:id/duties',
    access: CUSTOMER_READERS,
    summary: '客户：本期应办',
    input: z.object({ id: z.coerce.number().int().positive() }),
    output: z.object({ items: z.array(duty) }),
    handler: dutiesOf,
  }),
];
