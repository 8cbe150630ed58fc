import { sql } from 'kysely';
import { z } from 'zod';
import { addDays, civilDateOf, periodOf } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import { type Grants, registerErrors } from '../../../kernel/register/public.ts';
import { within } from '../../../platform/access/public.ts';
import type { Context, Role } from '../../../platform/context.ts';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { staff } from '../../organisation/public.ts';

/** Whose work may be looked at: one's own, one's people's, everybody's by those who answer for all. */
const READERS: Grants = {
  rm: 'self',
  leader: ['self', 'institution'],
  president: ['self', 'institution'],
  business: 'bank',
  hr: 'bank',
  audit: 'bank',
};

const portfolio = z.object({
  customers: z.int(),
  deposit: z.string(),
  credit: z.string(),
  loan: z.string(),
  /** This month's contacts by method, most first; those retracted do not count. */
  contacts: z.array(z.object({ method: z.string(), count: z.int() })),
  contactedCustomers: z.int(),
  month: z.string(),
});
type Portfolio = z.output<typeof portfolio>;

/** What somebody serves and how often he was in touch this month. Throws 404 for people out of scope. */
async function portfolioOf(ctx: Context, { id }: { id: number }): Promise<Portfolio> {
  const seen = await sql`
    select 1 from staff where id = ${id} and ${within(ctx, staff, READERS, 'staff')}`.execute(ctx.db);
  if (seen.rows.length === 0) fail(registerErrors.ROW_NOT_FOUND());
  const today = civilDateOf(ctx.clock.now(), ctx.zone);
  const month = periodOf('month', today);
  const held = await sql<Pick<Portfolio, 'customers' | 'deposit' | 'credit' | 'loan'>>`
    select count(*) as customers, coalesce(sum(deposit), 0) as deposit, coalesce(sum(credit), 0) as credit,
      coalesce(sum(loan), 0) as loan
    from customer where holder_id = ${id}`.execute(ctx.db);
  const contacts = await sql<{ method: string; count: number; customers: number }>`
    select case when grouping(method) = 1 then 'all' else method end as method, count(*) as count,
      count(distinct subject_id) as customers
    from fact
    where actor_id = ${id} and biz_date >= ${month.start}::date and biz_date < ${addDays(today, 1)}::date
      and kind = 'contact' and superseded_at is null and not retracted and method is not null
    group by grouping sets ((method), ())
    order by count(*) desc`.execute(ctx.db);
  return {
    ...(held.rows[0] as Pick<Portfolio, 'customers' | 'deposit' | 'credit' | 'loan'>),
    contacts: contacts.rows.filter(({ method }) => method !== 'all').map(({ method, count }) => ({ method, count })),
    contactedCustomers: contacts.rows.find(({ method }) => method === 'all')?.customers ?? 0,
    month: month.label,
  };
}

export const portfolioEndpoints = [
  defineEndpoint({
    id: 'staff.portfolio',
    method: 'GET',
    path: '/api/staff/:id/portfolio',
    access: { roles: Object.keys(READERS) as Role[] },
    summary: '人员：管户与本月联系',
    input: z.object({ id: z.coerce.number().int().positive() }),
    output: portfolio,
    handler: portfolioOf,
  }),
];
