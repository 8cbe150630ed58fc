import { z } from 'zod';
import { type CivilDate, parseCivilDate } from '../../../kernel/calendar/index.ts';
import { createSchema } from '../../../kernel/register/public.ts';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { present } from '../../../platform/registers/public.ts';
import { logDraft } from './draft.ts';
import { dailyLog } from './log.register.ts';
import { logsOfDay, unreadDays } from './logs-of-day.ts';
import { readLog, recordLog } from './record-log.ts';

const AUTHORS = { roles: ['rm', 'leader'] } as const;
const SUPERIORS = { roles: ['leader', 'president'] } as const;

const text = z.string().nullable();
const instant = z.date().nullable();
const civilDate = z.custom<CivilDate>((value) => typeof value === 'string' && parseCivilDate(value) !== null, {
  error: '应为日期，如 2026-03-05',
});
const ofDay = z.object({ date: civilDate.optional() });
const row = z.object({ row: z.looseObject({ id: z.int(), version: z.int(), state: z.string() }) });

const draft = defineEndpoint({
  id: 'daily.log.draft',
  method: 'GET',
  path: '/api/logs/draft',
  access: AUTHORS,
  summary: '某日日志：由当日事实自动成稿的部分、已写的部分、上级批示与缺写的日子',
  input: ofDay,
  output: z.object({
    date: z.string(),
    log: z
      .object({
        id: z.int(),
        version: z.int(),
        state: z.enum(['draft', 'submitted', 'read']),
        work: text,
        supplement: text,
        thoughts: text,
        problems: text,
        needs_help: z.boolean().nullable(),
        tomorrow: text,
      })
      .nullable(),
    work: z.array(z.string()),
    planned: text,
    comment: z.object({ date: z.string(), text: z.string(), by: z.string(), at: z.date() }).nullable(),
    missing: z.array(z.string()),
  }),
  handler: logDraft,
});

const record = defineEndpoint({
  id: 'daily.log.record',
  method: 'POST',
  path: '/api/logs',
  access: AUTHORS,
  summary: '写日志并提交',
  input: createSchema(dailyLog) as z.ZodType<Parameters<typeof recordLog>[1]>,
  output: row,
  handler: async (ctx, values) => ({ row: present(dailyLog, await recordLog(ctx, values)) }),
});

const day = defineEndpoint({
  id: 'daily.log.day',
  method: 'GET',
  path: '/api/logs/day',
  access: SUPERIORS,
  summary: '某日全部日志，未阅者在前；及未交日志的人',
  input: ofDay,
  output: z.object({
    date: z.string(),
    logs: z.array(
      z.object({
        id: z.int(),
        no: z.string(),
        version: z.int(),
        state: z.enum(['submitted', 'read']),
        staffId: z.int(),
        staff: z.string(),
        institution: text,
        submittedAt: z.date(),
        work: text,
        supplement: text,
        thoughts: text,
        problems: text,
        needsHelp: z.boolean(),
        tomorrow: text,
        comment: text,
        readBy: text,
        readAt: instant,
        until: instant,
        rule: text,
        workdaysLeft: z.int(),
      }),
    ),
    missing: z.array(z.object({ staffId: z.int(), staff: z.string(), onLeave: z.boolean(), phone: text })),
  }),
  handler: logsOfDay,
});

const unread = defineEndpoint({
  id: 'daily.log.unread',
  method: 'GET',
  path: '/api/logs/unread',
  access: SUPERIORS,
  summary: '还有日志未批阅的日子及份数',
  output: z.object({ days: z.array(z.object({ date: z.string(), count: z.int() })) }),
  handler: async (ctx) => ({ days: await unreadDays(ctx) }),
});

const read = defineEndpoint({
  id: 'daily.log.read-one',
  method: 'POST',
  path: '/api/logs/:id/read',
  access: SUPERIORS,
  summary: '批阅日志；instruction 成为当事人下一工作日到期的任务',
  input: z.strictObject({
    id: z.coerce.number().int().positive(),
    version: z.int().positive(),
    comment: z.string().trim().max(1000).optional(),
    instruction: z.string().trim().max(100).optional(),
  }),
  output: row,
  handler: async (ctx, reading) => ({ row: present(dailyLog, await readLog(ctx, reading)) }),
});

export const logEndpoints = [draft, record, day, unread, read];
