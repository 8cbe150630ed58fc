import { z } from 'zod';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { meetingLine } from '../meeting/meeting.endpoints.ts';
import { myAgenda } from './my-agenda.ts';
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

const text = z.string().nullable();

const agenda = defineEndpoint({
  id: 'daily.my-agenda',
  method: 'GET',
  path: '/api/my-day/agenda',
  access: WORKERS,
  summary: '我的今天：例会、任务、未读的必读通告、外出行程与日志批示',
  output: z.object({
    today: z.string(),
    meetings: z.array(meetingLine),
    tasks: z.array(
      z.object({
        id: z.int(),
        title: z.string(),
        issuer: z.string(),
        dueAt: z.date(),
        chased: z.int(),
        verdict: text,
      }),
    ),
    notices: z.array(z.object({ id: z.int(), title: z.string(), kind: z.enum(['notice', 'directive']), readBy: text })),
    outings: z.array(
      z.object({
        id: z.int(),
        no: z.string(),
        state: z.enum(['planned', 'out']),
        kind: z.enum(['business', 'private']),
        business: z.string(),
        leavesAt: z.date(),
        expectedReturnAt: z.date(),
        stops: z.array(
          z.object({
            id: z.int(),
            customerId: z.int().nullable(),
            party: z.string(),
            place: z.string(),
            purpose: text,
            state: z.string(),
          }),
        ),
      }),
    ),
    instructions: z.array(z.object({ id: z.int(), day: z.string(), text: z.string(), by: z.string(), at: z.date() })),
  }),
  handler: myAgenda,
});

export const myDayEndpoints = [day, standing, agenda];
