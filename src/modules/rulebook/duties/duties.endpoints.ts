import { z } from 'zod';
import { civilDateFrom } from '../../../kernel/calendar/index.ts';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { explainForReader } from './explain-duty.ts';
import { DUTY_STATUSES, dutyListQuery, listDuties } from './list-duties.ts';
import { waiveDuty } from './waive.ts';

const subjectType = z.enum(['customer', 'staff', 'institution']);
const status = z.enum(DUTY_STATUSES);

const witness = z.object({
  key: z.string(),
  kind: z.string(),
  method: z.string().nullable(),
  actor: z.string().nullable(),
  occurredAt: z.string(),
  recordedAt: z.string(),
  reason: z.string().nullable(),
  result: z.string().nullable(),
  verdict: z.string(),
});

const explanation = z.object({
  duty: z.object({
    rule: z.string(),
    clause: z.string(),
    subjectType: z.string(),
    subject: z.string(),
    anchor: z.string(),
    start: z.string(),
    until: z.string(),
    bearer: z.string().nullable(),
    need: z.int(),
    got: z.int(),
    status: z.string(),
  }),
  rulebookVersion: z.int(),
  clause: z.object({ id: z.string(), title: z.string(), text: z.string() }).nullable(),
  title: z.string(),
  shape: z.enum(['recurring', 'response', 'limit']),
  arithmetic: z
    .object({
      segments: z.array(
        z.object({
          from: z.string(),
          until: z.string(),
          need: z.number(),
          holder: z.string().nullable(),
          workdays: z.int(),
          awayWorkdays: z.int(),
        }),
      ),
      eligibleWorkdays: z.int(),
      periodWorkdays: z.int(),
      weighted: z.number(),
    })
    .nullable(),
  facts: z.array(witness),
  provisionalYears: z.array(z.int()),
});

const explain = defineEndpoint({
  id: 'rulebook.duties.explain',
  method: 'GET',
  path: '/api/duties/explain',
  access: 'signed-in',
  summary: '一笔义务的来由：条款原文、算式、计入与未计入的事实',
  input: z.object({
    rule: z.string().max(20),
    subject: z.string().max(64),
    anchor: z.string().max(200),
    on: z.iso.date().transform(civilDateFrom).optional(),
  }),
  output: explanation,
  handler: explainForReader,
});

const list = defineEndpoint({
  id: 'rulebook.duties.list',
  method: 'GET',
  path: '/api/duties',
  access: 'signed-in',
  summary: '权限范围内的义务，可按规则、状态、机构、责任人、周期筛选',
  input: dutyListQuery,
  output: z.object({
    items: z.array(
      z.object({
        rule: z.string(),
        clause: z.string(),
        title: z.string(),
        subjectType,
        subjectId: z.int(),
        subjectNo: z.string().nullable(),
        subjectName: z.string().nullable(),
        anchor: z.string(),
        period: z.string(),
        from: z.date(),
        until: z.date(),
        bearerId: z.int().nullable(),
        bearer: z.string().nullable(),
        institution: z.string().nullable(),
        need: z.int(),
        got: z.int(),
        status,
      }),
    ),
    next: z.string().nullable(),
  }),
  handler: listDuties,
});

const waive = defineEndpoint({
  id: 'rulebook.duties.waive',
  method: 'POST',
  path: '/api/duties/waivers',
  access: { roles: ['leader', 'president', 'business'] },
  summary: '豁免一笔义务，须写明依据的条款与理由',
  input: z.object({
    rule: z.string().max(20),
    subject: z.string().max(64),
    anchor: z.string().max(200),
    clause: z.string().trim().min(1, '请写明依据的条款').max(100),
    reason: z.string().trim().min(2, '请写明理由').max(500),
  }),
  output: z.object({}),
  async handler(ctx, input) {
    await waiveDuty(ctx, input);
    return {};
  },
});

export const dutyEndpoints = [explain, list, waive];
