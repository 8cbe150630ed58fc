import { z } from 'zod';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { closeScore } from './close.ts';
import { periodsOf, scoresInForce } from './definition.ts';
import { enterScore } from './enter.ts';
import { readScore, readScoreRows } from './read.ts';

const ofPeriod = { score: z.string().max(40), period: z.string().max(12) };
const quantity = z.object({ numerator: z.string(), denominator: z.string() });

const list = defineEndpoint({
  id: 'assessment.scores.list',
  method: 'GET',
  path: '/api/scores',
  access: 'signed-in',
  summary: '今日有效的考核及其各期',
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        clause: z.string(),
        periods: z.array(z.object({ label: z.string(), from: z.string(), until: z.string() })),
      }),
    ),
  }),
  async handler(ctx) {
    const { today } = momentOf(ctx);
    const scores = await scoresInForce(ctx);
    return {
      items: scores.map(({ id, title, clause, period }) => ({
        id,
        title,
        clause,
        periods: periodsOf(period, today).map(({ label, start, end }) => ({ label, from: start, until: end })),
      })),
    };
  },
});

const read = defineEndpoint({
  id: 'assessment.scores.get',
  method: 'GET',
  path: '/api/scores/:score/:period',
  access: 'signed-in',
  summary: '一期考核：由哪些指标组成、权限内多少人、是否已结账',
  input: z.object(ofPeriod),
  output: z.object({
    score: z.string(),
    clause: z.string(),
    title: z.string(),
    period: z.string(),
    from: z.string(),
    until: z.string(),
    closing: z
      .object({ id: z.int(), closedBy: z.string().nullable(), closedAt: z.date(), reason: z.string().nullable() })
      .nullable(),
    people: z.int(),
    mayClose: z.boolean(),
    mayEnter: z.array(z.string()),
    lines: z.array(z.object({ id: z.string(), label: z.string() })),
  }),
  handler: readScore,
});

const PAGE = 50;
const MOST = 200;

const rows = defineEndpoint({
  id: 'assessment.scores.rows',
  method: 'GET',
  path: '/api/scores/:score/:period/rows',
  access: 'signed-in',
  summary: '一期考核的得分，逐页：已结账的为当时的快照，未结账的为目前的测算；每个数都带算法',
  input: z.object({
    ...ofPeriod,
    staff: z.coerce.number().int().positive().optional(),
    after: z.string().max(500).optional(),
    limit: z.coerce.number().int().min(1).max(MOST).default(PAGE),
  }),
  output: z.object({
    next: z.string().nullable(),
    items: z.array(
      z.object({
        staffId: z.int(),
        no: z.string(),
        name: z.string(),
        post: z.string(),
        institution: z.string(),
        place: z.int(),
        peers: z.int(),
        result: z.object({
          measures: z.array(
            z.object({
              id: z.string(),
              label: z.string(),
              value: quantity.nullable(),
              target: z.string(),
              ratio: z.string().nullable(),
              weight: z.string(),
              carried: quantity,
              score: z.string(),
            }),
          ),
          adjustments: z.array(
            z.object({
              id: z.string(),
              label: z.string(),
              value: quantity.nullable(),
              each: z.string(),
              score: z.string(),
            }),
          ),
          total: z.string(),
        }),
      }),
    ),
  }),
  handler: (ctx, { limit, ...asked }) => readScoreRows(ctx, asked, limit),
});

const enter = defineEndpoint({
  id: 'assessment.scores.enter',
  method: 'PUT',
  path: '/api/scores/:score/:period/entries',
  access: { roles: ['leader', 'president', 'business', 'hr'] },
  summary: '录入一人的一项定性评价，结账前可改',
  input: z.object({
    ...ofPeriod,
    staff: z.int().positive(),
    measure: z.string().max(40),
    value: z.string().regex(/^\d{1,6}(\.\d{1,2})?$/, '请填写至多两位小数的数'),
  }),
  output: z.object({ value: z.string() }),
  handler: enterScore,
});

const close = defineEndpoint({
  id: 'assessment.scores.close',
  method: 'POST',
  path: '/api/scores/:score/:period/close',
  access: { roles: ['business', 'hr', 'president', 'leader'] },
  summary: '结账：固定一期的得分与名次，并据以提出等级建议；重新结账须写明理由',
  input: z.object({ ...ofPeriod, reason: z.string().trim().min(2, '请写明理由').max(500).optional() }),
  output: z.object({ closing: z.int(), people: z.int(), proposals: z.int() }),
  handler: closeScore,
});

export const scoreEndpoints = [list, read, rows, enter, close];
