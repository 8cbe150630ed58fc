import { z } from 'zod';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { myDay } from './my-day.ts';
import { myStanding } from './my-standing.ts';

const WORKERS = { roles: ['rm', 'leader', 'president', 'clerk', 'business'] } as const;
const visitState = z.enum(['draft', 'submitted', 'confirmed', 'returned']);

const day = defineEndpoint({
  id: 'daily.my-day',
  method: 'GET',
  path: '/api/my-day',
  access: WORKERS,
  summary: '我的一天：今日走访、批示与本期应办，最急的在前；after 取下一页应办',
  input: z.object({ after: z.string().max(300).optional() }),
  output: z.object({
    today: z.string(),
    isWorkday: z.boolean(),
    provisionalYears: z.array(z.int()),
    duties: z.array(
      z.object({
        rule: z.string(),
        clause: z.string(),
        title: z.string(),
        subjectType: z.enum(['customer', 'staff', 'institution']),
        subjectId: z.int(),
        subjectNo: z.string(),
        subjectName: z.string(),
        anchor: z.string(),
        from: z.date(),
        until: z.date(),
        need: z.int(),
        got: z.int(),
        status: z.enum(['open', 'suspended', 'breached', 'fulfilled', 'late']),
        visitId: z.int().nullable(),
        visitState: z.string().nullable(),
        workdaysLeft: z.int(),
      }),
    ),
    next: z.string().nullable(),
    visits: z.array(
      z.object({
        id: z.int(),
        customerId: z.int(),
        customer: z.string(),
        occurredAt: z.date(),
        state: visitState,
        purpose: z.string().nullable(),
      }),
    ),
    instructions: z.array(
      z.object({
        visitId: z.int(),
        customer: z.string(),
        text: z.string(),
        by: z.string(),
        at: z.date(),
        state: visitState,
      }),
    ),
  }),
  handler: myDay,
});

const standing = defineEndpoint({
  id: 'daily.my-standing',
  method: 'GET',
  path: '/api/my-day/standing',
  access: WORKERS,
  summary: '我的本月：已完成、逾期、积分与同机构名次',
  output: z.object({
    month: z.string(),
    owed: z.int(),
    completed: z.int(),
    overdue: z.int(),
    points: z.string(),
    rank: z.int().nullable(),
    of: z.int(),
  }),
  handler: myStanding,
});

export const myDayEndpoints = [day, standing];
