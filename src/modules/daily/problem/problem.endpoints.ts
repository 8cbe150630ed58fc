import { z } from 'zod';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { reportProblems } from './raise-problem.ts';

const MOST = 100;

const report = defineEndpoint({
  id: 'daily.problems.report',
  method: 'POST',
  path: '/api/problems/report',
  access: { roles: ['leader', 'president'] },
  summary: '按月或按季汇总上报需协调的问题，一并成功或一并不成',
  input: z.strictObject({
    period: z.string().regex(/^\d{4}-(0[1-9]|1[0-2]|Q[1-4])$/, '汇总期形如 2026-03 或 2026-Q1'),
    opinion: z.string().trim().max(2000).optional(),
    items: z
      .array(z.strictObject({ id: z.int().positive(), version: z.int().positive() }))
      .min(1)
      .max(MOST),
  }),
  output: z.object({ reported: z.int() }),
  handler: reportProblems,
});

export const problemEndpoints = [report];
