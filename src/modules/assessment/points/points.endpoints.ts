import { z } from 'zod';
import { loadVersions } from '../../../platform/duties/public.ts';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { pointsOf } from './points-of.ts';

const cycle = z.union([z.literal('calendarYear'), z.object({ rolling: z.object({ months: z.int() }) })]);

const readPoints = defineEndpoint({
  id: 'assessment.points',
  method: 'GET',
  path: '/api/points',
  access: 'signed-in',
  summary: '本人（或所辖人员）一个年度的积分与阶梯，逐笔可查',
  input: z.object({
    staff: z.coerce.number().int().positive().optional(),
    cycle: z.coerce.number().int().min(2000).max(2100).optional(),
  }),
  output: z.object({
    staff: z.object({ id: z.int(), no: z.string(), name: z.string() }),
    cycle: z.int(),
    cycles: z.array(z.int()),
    total: z.string(),
    standings: z.array(
      z.object({
        table: z.string(),
        title: z.string(),
        cycle,
        from: z.string(),
        until: z.string(),
        sum: z.string(),
        cap: z.string().nullable(),
        counted: z.string(),
      }),
    ),
    ladders: z.array(
      z.object({
        ladder: z.string(),
        clause: z.string(),
        title: z.string(),
        rank: z.int(),
        step: z.string().nullable(),
        next: z.string().nullable(),
        steps: z.array(z.object({ title: z.string(), from: z.int() })),
      }),
    ),
    entries: z.array(
      z.object({
        id: z.int(),
        breachId: z.int().nullable(),
        incidentId: z.int().nullable(),
        act: z.int().nullable(),
        rule: z.string().nullable(),
        duty: z.object({ rule: z.string(), subject: z.int(), anchor: z.string() }).nullable(),
        clause: z.string().nullable(),
        table: z.string(),
        label: z.string(),
        subject: z.string().nullable(),
        points: z.string(),
        onDate: z.string(),
        enteredBy: z.string().nullable(),
        recordedAt: z.date(),
        reverses: z.boolean(),
        reversed: z.boolean(),
        appeal: z.object({ id: z.int(), state: z.string() }).nullable(),
      }),
    ),
  }),
  handler: pointsOf,
});

const readTables = defineEndpoint({
  id: 'assessment.points-tables',
  method: 'GET',
  path: '/api/points-tables',
  access: 'signed-in',
  summary: '今日有效的积分表：项目、扣分与加重情节',
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        clause: z.string(),
        title: z.string(),
        aggravations: z.array(z.object({ id: z.string(), label: z.string(), factor: z.string() })),
        items: z.array(z.object({ id: z.string(), label: z.string(), points: z.string(), disqualifies: z.boolean() })),
      }),
    ),
  }),
  async handler(ctx) {
    const { now, today } = momentOf(ctx);
    const inForce = (await loadVersions(ctx.db, now)).findLast(({ effectiveOn }) => effectiveOn <= today);
    const tables = inForce?.rulebook.pointsTables ?? [];
    return {
      items: tables.map(({ id, clause, title, aggravations, items }) => ({
        id,
        clause,
        title,
        aggravations,
        items: items.map((item) => ({ ...item, disqualifies: item.disqualifies ?? false })),
      })),
    };
  },
});

export const pointsEndpoints = [readPoints, readTables];
