import { sql } from 'kysely';
import { ROLES } from '../../../kernel/access/roles.ts';
import { countAwaiting, type WaitingKind } from '../../../platform/messages/public.ts';
import { attendance } from './attendance.register.ts';

/** 依据 DAY-14: what to decide on, and of what one was told and may say something. */
export const attendanceWaiting: WaitingKind[] = [
  {
    id: 'discipline.attendance',
    title: '考勤异常待处理',
    path: '/attendance/notes?state=noted',
    roles: ['leader', 'president'],
    count: (ctx, cap) => countAwaiting(ctx, attendance, 'charge', cap, sql<boolean>`r.status <> 'present'`),
  },
  {
    id: 'discipline.attendance-told',
    title: '登记了您的考勤异常，可以说明情况',
    path: '/attendance/notes?state=noted',
    roles: ROLES,
    count(ctx, cap) {
      const open = sql<boolean>`r.staff_id = ${ctx.principal?.staffId ?? null}::bigint and r.status <> 'present'
        and r.reply is null`;
      return countAwaiting(ctx, attendance, 'answer', cap, open);
    },
  },
];
