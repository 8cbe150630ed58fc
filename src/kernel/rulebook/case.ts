import { z } from 'zod';

/** What a golden case shows: the duty kept, broken, at its very edge, or not owed at all. */
export const CASE_KINDS = ['fulfilled', 'breached', 'boundary', 'exempt'] as const;

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期形如 2026-03-05');
const moment = z.string().regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$/, '时刻形如 2026-03-05T09:30；只写日期即当日零时');
const no = z.string().min(1);
const plain = z.union([z.string(), z.number(), z.boolean()]);

const spanSchema = z.strictObject({ from: day.optional(), until: day.optional() });

/** So many alike, numbered 1, 2, 3 … behind the number. */
const copies = z.number().int().min(1).max(1000).default(1);

const customerSchema = z.strictObject({
  no,
  copies,
  /** First day on which the customer counts; absent: long before. */
  from: day.optional(),
  institution: no.optional(),
  /** Attributes from the beginning, and then from the days given. */
  attributes: z.record(z.string(), plain).default({}),
  changes: z.array(z.strictObject({ from: day, attributes: z.record(z.string(), plain) })).default([]),
  /** Who holds the customer; `relation` absent: the first one of the house. */
  held: z.array(z.strictObject({ by: no, relation: z.string().optional(), ...spanSchema.shape })).default([]),
});

const staffSchema = z.strictObject({
  no,
  copies,
  posts: z
    .array(z.strictObject({ role: no, post: no.optional(), institution: no.optional(), ...spanSchema.shape }))
    .default([]),
});

const factSchema = z.strictObject({
  fact: no,
  no: no.optional(),
  subject: no,
  by: no.optional(),
  at: moment,
  /** When it became known; absent: when it occurred. */
  recorded: moment.optional(),
  /** When it was withdrawn. */
  retracted: moment.optional(),
  fields: z.record(z.string(), plain).default({}),
});

/** The tiny world of a case. One institution `机构` is always there; whoever names none belongs to it. */
const givenSchema = z.strictObject({
  institutions: z.array(z.strictObject({ no, type: no.optional(), parent: no.optional() })).default([]),
  staff: z.array(staffSchema).default([]),
  customers: z.array(customerSchema).default([]),
  leave: z.array(z.strictObject({ staff: no, from: day, to: day })).default([]),
  calendar: z.array(z.strictObject({ day, workday: z.boolean() })).default([]),
  facts: z.array(factSchema).default([]),
});

const expectedSchema = z.strictObject({
  subject: no,
  anchor: no,
  need: z.number().int().optional(),
  got: z.number().int().optional(),
  status: z.enum(['pending', 'open', 'fulfilled', 'late', 'breached', 'waived', 'void']),
  until: moment.optional(),
  bearer: z.string().nullable().optional(),
});

/** A golden case of one rule: what is given, and every duty that the rule must make of it. */
export const caseSchema = z.strictObject({
  name: no,
  kind: z.enum(CASE_KINDS),
  /** In force from; absent: 1 January of the year of `asOf`. */
  effective: day.optional(),
  asOf: moment,
  known: moment.optional(),
  given: givenSchema,
  expect: z.array(expectedSchema),
});
export type GoldenCase = z.infer<typeof caseSchema>;
export type ExpectedDuty = z.infer<typeof expectedSchema>;
