import { z } from 'zod';
import { type CivilDate, parseCivilDate } from '../../../kernel/calendar/index.ts';
import { createSchema } from '../../../kernel/register/public.ts';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { present } from '../../../platform/registers/public.ts';
import { outingBoard } from './board.ts';
import { outing } from './outing.register.ts';
import { outingBook } from './outing-book.ts';
import { type OutingPlan, registerOuting } from './register-outing.ts';
import { outingStop } from './stop.register.ts';

const WORKERS = { roles: ['rm', 'leader', 'president', 'business', 'clerk'] } as const;
const READERS = { roles: [...WORKERS.roles, 'hr', 'audit'] } as const;

/** More stops are no plan for a day. */
const MOST_STOPS = 20;

const text = z.string().nullable();
const instant = z.date().nullable();
const civilDate = z.custom<CivilDate>((value) => typeof value === 'string' && parseCivilDate(value) !== null, {
  error: '应为日期，如 2026-03-05',
});
const kind = z.enum(['business', 'private']);

const register = defineEndpoint({
  id: 'daily.outing.register',
  method: 'POST',
  path: '/api/outings',
  access: WORKERS,
  summary: '登记外出及其地点；leaving 为真即刻出发',
  input: (createSchema(outing) as z.ZodObject).extend({
    // The server puts the stops below the outing and numbers them.
    stops: z
      .array((createSchema(outingStop) as z.ZodObject).omit({ outing_id: true, rank: true }))
      .max(MOST_STOPS)
      .default([]),
    leaving: z.boolean().default(false),
  }) as unknown as z.ZodType<OutingPlan['outing'] & Omit<OutingPlan, 'outing'>>,
  output: z.object({ row: z.looseObject({ id: z.int(), version: z.int(), state: z.string() }) }),
  handler: async (ctx, { stops, leaving, ...values }) => ({
    row: present(outing, await registerOuting(ctx, { outing: values, stops, leaving })),
  }),
});

const board = defineEndpoint({
  id: 'daily.outing.board',
  method: 'GET',
  path: '/api/outings/board',
  access: READERS,
  summary: '外出看板：此刻在外、今日计划外出与今日已归的人',
  output: z.object({
    now: z.date(),
    me: z.int().nullable(),
    outings: z.array(
      z.object({
        id: z.int(),
        no: z.string(),
        version: z.int(),
        state: z.enum(['planned', 'out', 'returned']),
        kind,
        staffId: z.int(),
        staff: z.string(),
        institution: text,
        business: z.string(),
        plannedOutAt: z.date(),
        expectedReturnAt: z.date(),
        outAt: instant,
        returnedAt: instant,
        result: text,
        acknowledgedBy: text,
        until: instant,
        rule: text,
        stops: z.array(
          z.object({
            id: z.int(),
            version: z.int(),
            state: z.enum(['planned', 'arrived', 'skipped']),
            customerId: z.int().nullable(),
            party: z.string(),
            place: z.string(),
            contactName: text,
            purpose: text,
            arrivedAt: text,
            hasPosition: z.boolean(),
            visitId: z.int().nullable(),
            visitState: text,
          }),
        ),
      }),
    ),
    more: z.boolean(),
  }),
  handler: outingBoard,
});

const book = defineEndpoint({
  id: 'daily.outing.book',
  method: 'GET',
  path: '/api/outings/book',
  access: READERS,
  summary: '离岗（外出）登记簿：from 至 to（含）的外出，至多五百笔',
  input: z.object({ from: civilDate, to: civilDate, staff: z.coerce.number().int().positive().optional() }),
  output: z.object({
    lines: z.array(
      z.object({
        no: z.string(),
        staff: z.string(),
        kind,
        outAt: instant,
        plannedOutAt: z.date(),
        expectedReturnAt: z.date(),
        returnedAt: instant,
        business: z.string(),
        places: text,
        parties: text,
        phones: z.array(z.string()),
        result: text,
        acknowledgedBy: text,
      }),
    ),
    more: z.boolean(),
  }),
  handler: outingBook,
});

export const outingEndpoints = [register, board, book];
