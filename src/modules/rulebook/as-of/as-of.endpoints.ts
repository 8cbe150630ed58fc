import { z } from 'zod';
import { civilDateFrom } from '../../../kernel/calendar/index.ts';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { asOfDay } from './as-of.ts';

const standing = z
  .object({ need: z.int(), got: z.int(), status: z.string(), bearer: z.string().nullable() })
  .nullable();

const CHANGES = [
  'lateEntry',
  'corrected',
  'retracted',
  'afterwards',
  'waived',
  'waiverRetracted',
  'judged',
  'appealed',
  'calendar',
  'version',
  'custody',
  'balance',
  'leave',
] as const;

const readAsOf = defineEndpoint({
  id: 'rulebook.as-of',
  method: 'GET',
  path: '/api/as-of',
  access: 'signed-in',
  summary: '追溯：一个人在某一天欠什么、凭哪一版哪一条，与今天有何不同、为什么',
  input: z.object({
    staff: z.coerce.number().int().positive(),
    day: z.iso.date().transform(civilDateFrom),
  }),
  output: z.object({
    person: z.object({ id: z.int(), no: z.string(), name: z.string() }),
    day: z.string(),
    asOf: z.date(),
    lines: z.array(
      z.object({
        rule: z.string(),
        clause: z.string(),
        title: z.string(),
        subjectType: z.enum(['customer', 'staff', 'institution']),
        subjectId: z.int(),
        subjectNo: z.string(),
        subjectName: z.string().nullable(),
        anchor: z.string(),
        start: z.string(),
        until: z.string(),
        version: z.int(),
        past: standing,
        hindsight: standing,
        today: standing,
        breachId: z.int().nullable(),
        changes: z.array(
          z.object({ kind: z.enum(CHANGES), at: z.date(), detail: z.string().nullable(), by: z.string().nullable() }),
        ),
      }),
    ),
    /** Of customers outside what the reader may see. */
    hidden: z.int(),
  }),
  handler: asOfDay,
});

export const asOfEndpoints = [readAsOf];
