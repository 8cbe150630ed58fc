import { z } from 'zod';
import { type CivilDate, parseCivilDate } from '../../../kernel/calendar/index.ts';
import { createSchema } from '../../../kernel/register/public.ts';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { present } from '../../../platform/registers/public.ts';
import { PAPER_KINDS, type PaperKind } from './paper.fields.ts';
import { workPaper } from './paper.register.ts';
import { paperDraft, recordPaper } from './paper-draft.ts';

const AUTHORS = { roles: ['rm', 'leader'] } as const;
const text = z.string().nullable();
const kind = z.enum(Object.keys(PAPER_KINDS) as [PaperKind, ...PaperKind[]]);
const civilDate = z.custom<CivilDate>((value) => typeof value === 'string' && parseCivilDate(value) !== null, {
  error: '应为日期，如 2026-03-05',
});

const draft = defineEndpoint({
  id: 'daily.paper.draft',
  method: 'GET',
  path: '/api/papers/draft',
  access: AUTHORS,
  summary: '某期计划或报告：系统汇总的部分与已写的部分；date 为期内任一日',
  input: z.object({ kind, date: civilDate.optional() }),
  output: z.object({
    kind,
    period: z.object({ start: z.string(), end: z.string(), label: z.string() }),
    summary: z.array(z.string()),
    paper: z
      .object({
        id: z.int(),
        version: z.int(),
        state: z.enum(['draft', 'submitted', 'read']),
        summary: text,
        content: text,
        experience: text,
        problems: text,
      })
      .nullable(),
  }),
  handler: paperDraft,
});

const record = defineEndpoint({
  id: 'daily.paper.record',
  method: 'POST',
  path: '/api/papers',
  access: AUTHORS,
  summary: '写计划或报告并提交',
  input: createSchema(workPaper) as z.ZodType<Parameters<typeof recordPaper>[1]>,
  output: z.object({ row: z.looseObject({ id: z.int(), version: z.int(), state: z.string() }) }),
  handler: async (ctx, values) => ({ row: present(workPaper, await recordPaper(ctx, values)) }),
});

export const paperEndpoints = [draft, record];
