import { z } from 'zod';
import { civilDateFrom } from '../../../kernel/calendar/index.ts';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { explainForReader } from './explain-duty.ts';
import { DUTY_STATUSES, dutyListQuery, listDuties } from './list-duties.ts';
import { retractWaiver, waiveDuty, waiversOf } from './waive.ts';

const subjectType = z.enum(['customer', 'staff', 'institution']);
const status = z.enum(DUTY_STATUSES);
const dutyKey = { rule: z.string().max(20), subject: z.string().max(64), anchor: z.string().max(200) };

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
    ...dutyKey,
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

const approvers = { roles: ['leader', 'president', 'business'] } as const;

const waive = defineEndpoint({
  id: 'rulebook.duties.waive',
  method: 'POST',
  path: '/api/duties/waivers',
  access: approvers,
  summary: '豁免一笔义务，须写明依据的条款与理由',
  input: z.object({
    ...dutyKey,
    clause: z.string().trim().min(1, '请写明依据的条款').max(100),
    reason: z.string().trim().min(2, '请写明理由').max(500),
  }),
  output: z.object({}),
  async handler(ctx, input) {
    await waiveDuty(ctx, input);
    return {};
  },
});

const retract = defineEndpoint({
  id: 'rulebook.duties.retract-waiver',
  method: 'POST',
  path: '/api/duties/waivers/retract',
  access: approvers,
  summary: '撤回一笔义务的豁免，须写明理由；义务随即重新推算',
  input: z.object({ ...dutyKey, reason: z.string().trim().min(2, '请写明理由').max(500) }),
  output: z.object({}),
  async handler(ctx, input) {
    await retractWaiver(ctx, input);
    return {};
  },
});

const waivers = defineEndpoint({
  id: 'rulebook.duties.waivers',
  method: 'GET',
  path: '/api/duties/waivers',
  access: 'signed-in',
  summary: '一笔义务的豁免：谁、依据哪条、为何，已撤回的也在内',
  input: z.object(dutyKey),
  output: z.object({
    items: z.array(
      z.object({
        clause: z.string(),
        reason: z.string(),
        approver: z.string().nullable(),
        at: z.date(),
        retracted: z.object({ by: z.string().nullable(), at: z.date(), reason: z.string() }).nullable(),
      }),
    ),
  }),
  handler: async (ctx, input) => ({ items: await waiversOf(ctx, input) }),
});

export const dutyEndpoints = [explain, list, waive, retract, waivers];
