import { z } from 'zod';
import { fail } from '../../../kernel/errors/public.ts';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { assessmentErrors } from '../errors.ts';
import { judgeBreach, judgeBreaches } from './judge.ts';
import { BREACH_STATES, breachListQuery, countWaiting, findBreach, listBreaches } from './list-breaches.ts';

const judges = { roles: ['leader', 'president', 'business'] } as const;
const id = z.coerce.number().int().positive();
const version = z.int().positive();
const judgement = z.enum(['confirm', 'dismiss']);
const reason = z.string().trim().min(2, '请写明理由').max(500);
const MOST_AT_ONCE = 200;
/** Beyond this the count is shown as “99+”. */
const COUNT_CAP = 100;

export const breachView = z.object({
  id: z.int(),
  rule: z.string(),
  clause: z.string(),
  title: z.string(),
  subjectType: z.enum(['customer', 'staff', 'institution']),
  subjectId: z.int(),
  subjectNo: z.string().nullable(),
  subjectName: z.string().nullable(),
  anchor: z.string(),
  period: z.string(),
  bearerId: z.int().nullable(),
  bearerNo: z.string().nullable(),
  bearer: z.string().nullable(),
  institution: z.string().nullable(),
  breachedAt: z.date(),
  judgeableAt: z.date(),
  need: z.int(),
  got: z.int(),
  state: z.enum(BREACH_STATES),
  judgedBy: z.string().nullable(),
  judgedAt: z.date().nullable(),
  reason: z.string().nullable(),
  version: z.int(),
  points: z.string().nullable(),
  review: z.boolean(),
  mayJudge: z.boolean(),
});

const list = defineEndpoint({
  id: 'assessment.breaches.list',
  method: 'GET',
  path: '/api/breaches',
  access: 'signed-in',
  summary: '权限范围内的违规；view=queue 是等待本人认定的',
  input: breachListQuery,
  output: z.object({ items: z.array(breachView), next: z.string().nullable() }),
  handler: listBreaches,
});

const read = defineEndpoint({
  id: 'assessment.breaches.get',
  method: 'GET',
  path: '/api/breaches/:id',
  access: 'signed-in',
  summary: '一条违规',
  input: z.object({ id }),
  output: breachView,
  handler: async (ctx, input) => (await findBreach(ctx, input.id)) ?? fail(assessmentErrors.BREACH_UNKNOWN()),
});

const waiting = defineEndpoint({
  id: 'assessment.breaches.waiting',
  method: 'GET',
  path: '/api/breaches/waiting',
  access: judges,
  summary: '等待本人认定的违规数，至多数到 100',
  output: z.object({ count: z.int() }),
  handler: async (ctx) => ({ count: await countWaiting(ctx, COUNT_CAP) }),
});

const judge = defineEndpoint({
  id: 'assessment.breaches.judge',
  method: 'POST',
  path: '/api/breaches/:id/judge',
  access: judges,
  summary: '认定或不予认定一条违规，须写明理由',
  input: z.object({ id, version, judgement, reason }),
  output: breachView,
  async handler(ctx, input) {
    await judgeBreach(ctx, input.judgement, input);
    return (await findBreach(ctx, input.id)) ?? fail(assessmentErrors.BREACH_UNKNOWN());
  },
});

const judgeMany = defineEndpoint({
  id: 'assessment.breaches.judge-many',
  method: 'POST',
  path: '/api/breaches/judge',
  access: judges,
  summary: '以同一理由认定或不予认定多条；不能办理的逐条说明原因',
  input: z.object({
    judgement,
    reason,
    items: z
      .array(z.object({ id: z.int().positive(), version }))
      .min(1)
      .max(MOST_AT_ONCE),
  }),
  output: z.object({
    done: z.int(),
    refused: z.array(
      z.object({ id: z.int(), problems: z.array(z.object({ code: z.string(), text: z.string() })).readonly() }),
    ),
  }),
  handler: (ctx, input) => judgeBreaches(ctx, input.judgement, input),
});

export const breachEndpoints = [list, waiting, read, judge, judgeMany];
