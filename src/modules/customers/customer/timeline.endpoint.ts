import { z } from 'zod';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { assertCustomer, CUSTOMER_READERS } from './customer-scope.ts';
import { readTimeline } from './timeline.ts';

const MOST = 100;

const entry = z.object({
  source: z.enum(['fact', 'custody', 'change']),
  id: z.int(),
  kind: z.string(),
  at: z.date(),
  key: z.string().nullable(),
  method: z.string().nullable(),
  actor: z.string().nullable(),
  actorId: z.int().nullable(),
  reason: z.string().nullable(),
  result: z.string().nullable(),
  isOwn: z.boolean(),
  detail: z.record(z.string(), z.unknown()).nullable(),
});

export const timelineEndpoints = [
  defineEndpoint({
    id: 'customer.timeline',
    method: 'GET',
    path: '/api/customers/:id/timeline',
    access: CUSTOMER_READERS,
    summary: '客户：联系、走访、管户与档案变更，最新在前',
    input: z.object({
      id: z.coerce.number().int().positive(),
      limit: z.coerce.number().int().min(1).max(MOST).default(30),
      after: z.string().max(500).optional(),
    }),
    output: z.object({ items: z.array(entry), next: z.string().nullable() }),
    async handler(ctx, { id, limit, after }) {
      await assertCustomer(ctx, id);
      return readTimeline(ctx, id, { limit, after });
    },
  }),
];
