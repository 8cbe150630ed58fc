import { z } from 'zod';
import { createSchema } from '../../../kernel/register/public.ts';
import type { Role } from '../../../platform/context.ts';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { present } from '../../../platform/registers/public.ts';
import { confirmationQueue, countConfirmations } from './confirmation-queue.ts';
import { visitPrefill } from './prefill.ts';
import { recordVisit } from './record-visit.ts';
import { visit } from './visit.register.ts';
import { RECORD_VISIT, writtenOffline } from './written-offline.ts';

const text = z.string().nullable();

const record = defineEndpoint({
  id: RECORD_VISIT,
  method: 'POST',
  path: '/api/visits',
  access: { roles: ['rm', 'leader', 'president'] },
  summary: '记一次走访并提交',
  deferrable: true,
  input: createSchema(visit) as z.ZodType<Parameters<typeof recordVisit>[1]>,
  output: z.object({ row: z.looseObject({ id: z.int(), version: z.int(), state: z.string() }) }),
  handler: async (ctx, input) => ({ row: present(visit, await recordVisit(ctx, input)) }),
});

const written = defineEndpoint({
  id: 'daily.visit.written',
  method: 'GET',
  path: '/api/visits/:id/written',
  access: { roles: Object.keys(visit.access.read) as Role[] },
  summary: '走访记录在无网络时写成的，写成与送达各在何时；否则为空',
  input: z.object({ id: z.coerce.number().int().positive() }),
  output: z.object({ written: z.object({ at: z.date(), sentAt: z.date(), clockAhead: z.int() }).nullable() }),
  handler: async (ctx, { id }) => ({ written: await writtenOffline(ctx, id) }),
});

const prefill = defineEndpoint({
  id: 'daily.visit.prefill',
  method: 'GET',
  path: '/api/visits/prefill',
  access: { roles: ['rm', 'leader', 'president'] },
  summary: '某客户下一次走访的预填内容；stop 为走访所在的外出地点',
  input: z.object({
    customer: z.coerce.number().int().positive(),
    stop: z.coerce.number().int().positive().optional(),
  }),
  output: z.object({
    customer: z.object({ id: z.int(), no: z.string(), name: z.string() }),
    met_name: text,
    met_department: text,
    met_title: text,
    purpose: text,
    occurred_at: z.date().nullable(),
    last: z.object({ no: z.string(), on: z.string(), result: text, next_on: text }).nullable(),
  }),
  handler: visitPrefill,
});

const queue = defineEndpoint({
  id: 'daily.confirmations',
  method: 'GET',
  path: '/api/confirmations',
  access: { roles: ['leader', 'president'] },
  summary: '待本人确认的走访报告，先到期者在前',
  input: z.object({
    after: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  output: z.object({
    items: z.array(
      z.object({
        id: z.int(),
        no: z.string(),
        version: z.int(),
        customerId: z.int(),
        customer: z.string(),
        customerNo: z.string(),
        staff: z.string(),
        institution: text,
        occurredAt: z.date(),
        submittedAt: z.date(),
        submissions: z.int(),
        metName: text,
        metDepartment: text,
        metTitle: text,
        purpose: text,
        wanted: text,
        result: text,
        otherInfo: text,
        nextStep: text,
        nextOn: text,
        earlierComment: text,
        writtenAt: z.date().nullable(),
        until: z.date().nullable(),
        workdaysLeft: z.int(),
        rule: text,
        anchor: text,
      }),
    ),
    next: z.string().nullable(),
    waiting: z.int(),
  }),
  handler: confirmationQueue,
});

const count = defineEndpoint({
  id: 'daily.confirmations.count',
  method: 'GET',
  path: '/api/confirmations/count',
  access: { roles: ['leader', 'president'] },
  summary: '待本人确认的走访报告份数，至多数到一百',
  output: z.object({ count: z.int() }),
  handler: async (ctx) => ({ count: await countConfirmations(ctx) }),
});

export const visitEndpoints = [record, written, prefill, queue, count];
