import { sql } from 'kysely';
import { addDays, startOfDay } from '../../kernel/calendar/index.ts';
import type { Context } from '../../platform/context.ts';
import { countAwaiting, type WaitingKind } from '../../platform/messages/public.ts';
import { momentOf } from '../../platform/registers/public.ts';
import { appeal } from './appeal/appeal.register.ts';
import { countWaiting } from './breach/list-breaches.ts';
import { countProposals } from './grade/authority.ts';
import { incident } from './incident/incident.register.ts';
import { measure } from './measure/measure.register.ts';

const NEW_DAYS = 7;
const BEARERS = ['rm', 'leader', 'president', 'business', 'hr', 'audit', 'clerk', 'none'] as const;

/** 依据 ASM-2, ASM-4, ASM-5, ASM-10: faults to judge, measures to issue, appeals and grades to decide, and points of mine that I may not have seen yet. */
export const assessmentWaiting: WaitingKind[] = [
  {
    id: 'assessment.breaches',
    title: '违规待认定',
    path: '/breaches',
    roles: ['leader', 'president', 'business'],
    count: countWaiting,
  },
  {
    id: 'assessment.appeals',
    title: '申诉待裁定',
    path: '/appeals?state=filed',
    roles: ['president', 'business'],
    count: (ctx, cap) => countAwaiting(ctx, appeal, 'uphold', cap, decidedByAnother(ctx)),
  },
  {
    id: 'assessment.incidents',
    title: '过错待认定',
    path: '/incidents?state=filed',
    roles: ['leader', 'president', 'business'],
    count: (ctx, cap) => countAwaiting(ctx, incident, 'confirm', cap),
  },
  {
    id: 'assessment.measures',
    title: '处置待下达',
    path: '/measures?state=proposed',
    roles: ['leader', 'president', 'business', 'hr'],
    count: (ctx, cap) => countAwaiting(ctx, measure, 'issue', cap, mineToIssue(ctx)),
  },
  {
    id: 'assessment.rectifications',
    title: '整改待验收',
    path: '/measures?state=replied',
    roles: ['leader', 'president', 'business', 'hr'],
    count: (ctx, cap) => countAwaiting(ctx, measure, 'accept', cap, mineToIssue(ctx)),
  },
  {
    id: 'assessment.grades',
    title: '等级建议待审批',
    path: '/grades?state=proposed',
    roles: ['leader', 'president', 'business', 'hr'],
    count: countProposals,
  },
  {
    id: 'assessment.points',
    title: `近 ${NEW_DAYS} 天新记积分`,
    path: '/points',
    roles: BEARERS,
    count: countNewPoints,
  },
];

const decidedByAnother = ({ principal }: Context) =>
  sql<boolean>`r.judged_by is distinct from ${principal?.staffId ?? null}::bigint`;

/** Of the measures only those whose step asks for a role of mine. */
const mineToIssue = ({ principal }: Context) =>
  sql<boolean>`string_to_array(r.issuers, ',') && ${(principal?.appointments ?? []).map(({ role }) => role)}::text[]`;

async function countNewPoints(ctx: Context, cap: number): Promise<number> {
  const since = startOfDay(addDays(momentOf(ctx).today, 1 - NEW_DAYS), ctx.zone);
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from points_entry
      where staff_id = ${ctx.principal?.staffId ?? null} and reverses_id is null and recorded_at >= ${since}
      limit ${cap}) p`.execute(ctx.db);
  return rows[0]?.count ?? 0;
}
