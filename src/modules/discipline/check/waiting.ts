import { sql } from 'kysely';
import { ROLES, type Role } from '../../../kernel/access/roles.ts';
import { countAwaiting, type WaitingKind } from '../../../platform/messages/public.ts';
import { CHECKERS } from '../discipline.rules.ts';
import { postCheck } from './post-check.register.ts';

const roles = Object.keys(CHECKERS) as Role[];

/** 依据 DAY-13: whom to check, what to decide, and of what one was told and may say something. */
export const checkWaiting: WaitingKind[] = [
  {
    id: 'discipline.to-check',
    title: '抽中人员待检查',
    path: '/checks?state=drawn',
    roles,
    count: (ctx, cap) => countAwaiting(ctx, postCheck, 'pass', cap),
  },
  {
    id: 'discipline.to-decide',
    title: '查岗异常待处理',
    path: '/checks?state=adverse',
    roles,
    count: (ctx, cap) => countAwaiting(ctx, postCheck, 'charge', cap),
  },
  {
    id: 'discipline.to-answer',
    title: '查岗发现异常，请您说明情况',
    path: '/checks?state=adverse',
    roles: ROLES,
    count(ctx, cap) {
      const mine = sql<boolean>`r.informed_id = ${ctx.principal?.staffId ?? null}::bigint and r.reply is null`;
      return countAwaiting(ctx, postCheck, 'answer', cap, mine);
    },
  },
];
