import { z } from 'zod';
import { type CivilDate, parseCivilDate } from '../../../kernel/calendar/index.ts';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { deductionsOf } from './deductions-of.ts';

const civilDate = z.custom<CivilDate>((value) => typeof value === 'string' && parseCivilDate(value) !== null, {
  error: '应为日期，如 2026-03-05',
});

const read = defineEndpoint({
  id: 'assessment.deductions',
  method: 'GET',
  path: '/api/deductions',
  access: 'signed-in',
  summary: '本人（或所辖人员）一个月的绩效扣减，逐笔可查；限度只告知本人和人力资源',
  input: z.object({ staff: z.coerce.number().int().positive().optional(), month: civilDate.optional() }),
  output: z.object({
    month: z.string(),
    sum: z.string(),
    most: z.string().nullable(),
    lines: z.array(
      z.object({
        incidentId: z.int(),
        no: z.string(),
        title: z.string(),
        occurredAt: z.date(),
        amount: z.string(),
        judgedBy: z.string().nullable(),
        judgedAt: z.date(),
      }),
    ),
  }),
  handler: deductionsOf,
});

export const deductionEndpoints = [read];
