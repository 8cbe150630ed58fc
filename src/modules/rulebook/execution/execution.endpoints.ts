import { z } from 'zod';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { drillDown } from './drill-down.ts';
import { executionMap } from './execution-map.ts';

const readers = { roles: ['business', 'audit', 'president', 'leader'] } as const;

const LONGEST_MONTHS = 36;
const range = {
  /** An institution's id; absent: the widest one of the reader. */
  institution: z.coerce.number().int().positive().optional(),
  months: z.coerce.number().int().min(1).max(LONGEST_MONTHS).default(12),
};
const figures = {
  duties: z.int(),
  fulfilled: z.int(),
  late: z.int(),
  breached: z.int(),
  waived: z.int(),
  void: z.int(),
  inProgress: z.int(),
  onTime: z.number().nullable(),
};
const named = z.object({ id: z.int(), name: z.string() });

const readMap = defineEndpoint({
  id: 'rulebook.execution',
  method: 'GET',
  path: '/api/execution',
  access: readers,
  summary: '制度执行：各条款的按时率、逾期、豁免与走势，机构 × 条款，疑似流于形式的条款',
  input: z.object(range),
  output: z.object({
    refreshedAt: z.date().nullable(),
    from: z.string(),
    place: named,
    path: z.array(named),
    rules: z.array(
      z.object({
        rule: z.string(),
        clause: z.string(),
        title: z.string(),
        limit: z.boolean(),
        ...figures,
        trend: z.array(z.object({ period: z.string(), onTime: z.number().nullable(), decided: z.int() })),
        suspicion: z
          .discriminatedUnion('kind', [
            z.object({ kind: z.literal('untriggered'), since: z.string() }),
            z.object({ kind: z.literal('rushed'), rushed: z.int(), timed: z.int(), minutes: z.number() }),
          ])
          .nullable(),
      }),
    ),
    unruled: z.array(z.object({ id: z.string(), title: z.string() })),
    institutions: z.array(named),
    cells: z.array(
      z.object({
        rule: z.string(),
        institution: z.int(),
        onTime: z.number().nullable(),
        decided: z.int(),
        inProgress: z.int(),
      }),
    ),
  }),
  handler: executionMap,
});

const readRule = defineEndpoint({
  id: 'rulebook.execution.rule',
  method: 'GET',
  path: '/api/execution/:rule',
  access: readers,
  summary: '一条规则由谁执行得如何：各机构、各责任人',
  input: z.object({ rule: z.string().max(20), ...range }),
  output: z.object({
    from: z.string(),
    place: named,
    institutions: z.array(z.object({ id: z.int(), name: z.string(), ...figures })),
    people: z.array(
      z.object({
        staffId: z.int().nullable(),
        no: z.string().nullable(),
        name: z.string().nullable(),
        institution: z.string().nullable(),
        ...figures,
      }),
    ),
  }),
  handler: drillDown,
});

export const executionEndpoints = [readMap, readRule];
