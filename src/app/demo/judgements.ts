import { sql } from 'kysely';
import { addDays, type CivilDate } from '../../kernel/calendar/index.ts';
import { judgeBreaches } from '../../modules/assessment/public.ts';
import type { Context } from '../../platform/context.ts';
import { actOnRow, createRow } from '../../platform/registers/public.ts';
import { actingAs, registerOf } from './acting.ts';
import type { Span } from './span.ts';

/** Months whose breaches the leaders have dealt with; those after them still wait. */
const MONTHS_WAITING = 2;
/** Day of the month after, when the leaders sit down to it, and when appeals are decided. */
const JUDGED_ON = 9;
const APPEALED_ON = 12;
const DECIDED_ON = 16;
const DISMISSED = 0.15;
const APPEALS = 12;
const TOGETHER = 6;

type Waiting = { id: number; version: number; bearer: number; judge: number; president: number; share: number };

/**
 * 依据 ASM-2, ASM-5: the breaches about customers of the older months judged by the bearers' leaders, with their points, and
 * some appealed against: by the same functions that the pages call, each at its own time.
 */
export async function judgeOlderBreaches(ctx: Context, { months }: Span): Promise<void> {
  for (const { start, end } of months.slice(0, -1 - MONTHS_WAITING)) {
    const waiting = await breachesOf(ctx, start, end);
    const byJudge = [...Map.groupBy(waiting, ({ judge }) => judge)];
    for (let at = 0; at < byJudge.length; at += TOGETHER) {
      await Promise.all(byJudge.slice(at, at + TOGETHER).map(([judge, items]) => judgeAll(ctx, judge, items, end)));
    }
  }
  const last = months.at(-2 - MONTHS_WAITING);
  if (last) await appealSome(ctx, await breachesOf(ctx, last.start, last.end, 'confirmed'), last.end);
}

async function breachesOf(ctx: Context, from: CivilDate, until: CivilDate, state = 'suspected'): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select b.id, b.version, b.bearer_id as bearer, judge.supervisor_id as president, rm.supervisor_id as judge,
      (hashint8extended(b.id, 1) & 1048575) / 1048576.0::float8 as share
    from breach b join staff rm on rm.id = b.bearer_id join staff judge on judge.id = rm.supervisor_id
    where b.state = ${state} and b.subject_type = 'customer' and b.judgeable_at < ${ctx.clock.now()} and rm.left_on is null
      and judge.supervisor_id is not null and b.anchor >= ${from} and b.anchor < ${until}
    order by b.id`.execute(ctx.db);
  return rows;
}

async function judgeAll(ctx: Context, judge: number, items: Waiting[], monthEnd: CivilDate): Promise<void> {
  const acting = await actingAs(ctx, judge, addDays(monthEnd, JUDGED_ON - 1));
  const [dismissed, confirmed] = [true, false].map((no) => items.filter(({ share }) => share < DISMISSED === no));
  await judgeBreaches(acting, 'confirm', { items: confirmed ?? [], reason: '经核对联系记录，情况属实' });
  await judgeBreaches(acting, 'dismiss', { items: dismissed ?? [], reason: '客户停业，已另行报备' });
}

async function appealSome(ctx: Context, confirmed: Waiting[], monthEnd: CivilDate): Promise<void> {
  const register = registerOf('appeal');
  for (const [index, { id, bearer, president }] of confirmed.slice(0, APPEALS).entries()) {
    const appellant = await actingAs(ctx, bearer, addDays(monthEnd, APPEALED_ON - 1));
    const values = { breach_id: id, statement: '当月已上门走访，因客户临时外出改为电话沟通，有外出登记可查。' };
    const { id: appealId, version } = await createRow(appellant, register, values);
    if (index % 3 === 2) continue;
    const decider = await actingAs(ctx, president, addDays(monthEnd, DECIDED_ON - 1));
    const [action, decision] =
      index % 3 === 0 ? ['uphold', '电话不能代替走访，维持认定'] : ['overturn', '外出登记属实，撤销认定'];
    await actOnRow(decider, register, appealId, action as string, { version, decision });
  }
}
