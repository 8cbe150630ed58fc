import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/public.ts';
import { judgements } from './judgements.ts';

const text = z.string().nullable();

const read = defineEndpoint({
  id: 'oversight.judgements',
  method: 'GET',
  path: '/api/oversight',
  access: { roles: ['audit'] },
  summary: '核查：近期违规的认定与不予认定、隔日补录、整改进展',
  output: z.object({
    judgedFrom: z.string(),
    lateFrom: z.string(),
    confirmed: z.int(),
    dismissed: z.int(),
    judges: z.array(
      z.object({ staffId: z.int(), name: z.string(), institution: text, confirmed: z.int(), dismissed: z.int() }),
    ),
    dismissals: z.array(
      z.object({
        id: z.int(),
        rule: z.string(),
        title: z.string(),
        bearer: text,
        judge: text,
        judgedAt: z.date(),
        reason: text,
      }),
    ),
    late: z.object({
      entries: z.int(),
      people: z.array(
        z.object({ staffId: z.int(), name: z.string(), institution: text, entries: z.int(), longest: z.int() }),
      ),
    }),
    rectifications: z.object({ issued: z.int(), replied: z.int(), accepted: z.int() }),
  }),
  handler: judgements,
});

export const oversightEndpoints = [read];
