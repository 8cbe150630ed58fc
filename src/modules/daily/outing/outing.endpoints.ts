import { z } from 'zod';
import { type CivilDate, parseCivilDate } from '../../../kernel/calendar/index.ts';
import { createSchema } from '../../../kernel/register/public.ts';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { present } from '../../../platform/registers/public.ts';
import { outingBoard } from './board.ts';
import { outing } from './outing.register.ts';
import { outingBook } from './outing-book.ts';
import { takeStep } from './outing-step.ts';
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
const moment = z.iso.datetime({ offset: true }).transform((value) => new Date(value));

const register = defineEndpoint({
  id: 'daily.outing.register',
  method: 'POST',
  path: '/api/outings',
  access: WORKERS,
  summary: '登记外出及其地点；leaving 为真即刻出发，离线写下的另说明 left_at',
  deferrable: true,
  input: (createSchema(outing) as z.ZodObject).extend({
    // The server puts the stops below the outing and numbers them.
    stops: z
      .array((createSchema(outingStop) as z.ZodObject).omit({ outing_id: true, rank: true }))
      .max(MOST_STOPS)
      .default([]),
    leaving: z.boolean().default(false),
    left_at: moment.optional(),
  }) as unknown as z.ZodType<OutingPlan['outing'] & Omit<OutingPlan, 'outing'>>,
  output: z.object({ row: z.looseObject({ id: z.int(), version: z.int(), state: z.string() }) }),
  handler: async (ctx, { stops, leaving, left_at, ...values }) => ({
    row: present(outing, await registerOuting(ctx, { outing: values, stops, leaving, left_at })),
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
            rank: z.int(),
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

const step = defineEndpoint({
  id: 'daily.outing.step',
  method: 'POST',
  path: '/api/outings/steps',
  access: WORKERS,
  summary: '外出途中的一步：出发、到达第几处、归行；离线写下的外出以其登记请求的键指明',
  deferrable: true,
  input: z.strictObject({
    outing: z.union([z.strictObject({ id: z.int().positive() }), z.strictObject({ key: z.string().max(200) })]),
    at: moment,
    step: z.discriminatedUnion('name', [
      z.strictObject({ name: z.literal('depart') }),
      z.strictObject({ name: z.literal('arrive'), rank: z.int().positive(), position: z.string().max(20).optional() }),
      z.strictObject({ name: z.literal('return'), result: z.string().trim().max(1000) }),
    ]),
  }),
  output: z.object({ row: z.looseObject({ id: z.int() }) }),
  handler: async (ctx, input) => ({ row: await takeStep(ctx, input) }),
});

export const outingEndpoints = [register, step, board, book];
