import { z } from 'zod';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { pointsOf } from './points-of.ts';

const readPoints = defineEndpoint({
  id: 'assessment.points',
  method: 'GET',
  path: '/api/points',
  access: 'signed-in',
  summary: '本人（或所辖人员）一个年度的积分，逐笔可查',
  input: z.object({
    staff: z.coerce.number().int().positive().optional(),
    cycle: z.coerce.number().int().min(2000).max(2100).optional(),
  }),
  output: z.object({
    staff: z.object({ id: z.int(), no: z.string(), name: z.string() }),
    cycle: z.int(),
    cycles: z.array(z.int()),
    total: z.string(),
    entries: z.array(
      z.object({
        id: z.int(),
        breachId: z.int().nullable(),
        rule: z.string().nullable(),
        clause: z.string().nullable(),
        label: z.string(),
        subject: z.string().nullable(),
        points: z.string(),
        onDate: z.string(),
        enteredBy: z.string().nullable(),
        recordedAt: z.date(),
        reverses: z.boolean(),
        reversed: z.boolean(),
        appeal: z.object({ id: z.int(), state: z.string() }).nullable(),
      }),
    ),
  }),
  handler: pointsOf,
});

export const pointsEndpoints = [readPoints];
