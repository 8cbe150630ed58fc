import { z } from 'zod';
import { type CivilDate, parseCivilDate } from '../../../kernel/calendar/index.ts';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { leaveBook } from './leave-book.ts';
import { openMattersOfLeave } from './open-matters.ts';

const WORKERS = { roles: ['rm', 'leader', 'president', 'business', 'clerk', 'hr', 'audit'] } as const;

const text = z.string().nullable();
const civilDate = z.custom<CivilDate>((value) => typeof value === 'string' && parseCivilDate(value) !== null, {
  error: '应为日期，如 2026-03-05',
});

const matters = defineEndpoint({
  id: 'daily.leave.matters',
  method: 'GET',
  path: '/api/leaves/:id/matters',
  access: WORKERS,
  summary: '某次请假期间的未了事项：任务、外出、约定与到期的应办',
  input: z.object({ id: z.coerce.number().int().positive() }),
  output: z.object({
    items: z.array(z.object({ kind: z.enum(['task', 'outing', 'visit', 'duty']), title: z.string(), at: z.date() })),
  }),
  handler: async (ctx, { id }) => ({ items: await openMattersOfLeave(ctx, id) }),
});

const book = defineEndpoint({
  id: 'daily.leave.book',
  method: 'GET',
  path: '/api/leaves/book',
  access: WORKERS,
  summary: '请销假登记簿：from 至 to（含）的请假，至多五百笔',
  input: z.object({ from: civilDate, to: civilDate }),
  output: z.object({
    lines: z.array(
      z.object({
        no: z.string(),
        staff: z.string(),
        institution: text,
        reason: text,
        from: z.string(),
        to: z.string(),
        state: z.enum(['requested', 'approved', 'refused', 'returned', 'cancelled']),
        decidedBy: text,
        comment: text,
        handoverTo: text,
        handover: text,
        returnedAt: z.date().nullable(),
      }),
    ),
    more: z.boolean(),
  }),
  handler: leaveBook,
});

export const leaveEndpoints = [matters, book];
