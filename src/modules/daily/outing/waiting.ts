import { sql } from 'kysely';
import { within } from '../../../platform/access/public.ts';
import type { Context } from '../../../platform/context.ts';
import { countAwaiting, type WaitingKind } from '../../../platform/messages/public.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { outing } from './outing.register.ts';

const SUPERIORS = { leader: 'institution', president: 'institution' } as const;

/** 依据 DAY-5: the superior is told who goes out and who is not back; who goes out is reminded to write that he is. */
export const outingWaiting: WaitingKind[] = [
  {
    id: 'daily.outings-told',
    title: '外出登记待知悉',
    path: '/outings',
    roles: ['leader', 'president'],
    count(ctx, cap) {
      const { today } = momentOf(ctx);
      const me = ctx.principal?.staffId ?? null;
      const also = sql<boolean>`r.acknowledged_at is null and r.biz_date >= ${today}::date
        and (r.superior_id is null or r.superior_id = ${me}::bigint)`;
      return countAwaiting(ctx, outing, 'acknowledge', cap, also);
    },
  },
  {
    id: 'daily.outings-late',
    title: '在外人员已过预计归行时间',
    path: '/outings',
    roles: ['leader', 'president'],
    count: (ctx, cap) => countLate(ctx, cap, SUPERIORS),
  },
  {
    id: 'daily.outing-return',
    title: '外出已过预计归行时间，请登记归行',
    path: '/outings',
    roles: ['rm', 'leader', 'president', 'business', 'clerk'],
    count: (ctx, cap) => countLate(ctx, cap, outing.actions.return.who),
  },
];

async function countLate(ctx: Context, cap: number, who: Parameters<typeof within>[2]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from outing r
      where r.state = 'out' and r.expected_return_at < ${ctx.clock.now()} and ${within(ctx, outing, who, 'r')}
      limit ${cap}) late`.execute(ctx.db);
  return rows[0]?.count ?? 0;
}
