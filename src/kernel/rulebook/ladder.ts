import { z } from 'zod';
import { ROLES } from '../access/roles.ts';
import { itemRefSchema } from './points.ts';

const positive = z.number().int().positive();

/** A step of a consequence ladder: what is proposed from its rank on, until the next step's. */
const stepSchema = z.strictObject({
  id: z.string().min(1),
  title: z.string().min(1),
  from: positive,
  /** Who may issue it, each within his institution. */
  issuedBy: z.array(z.enum(ROLES)).min(1),
  /** Orders a rectification 限期整改, which a response rule judges. */
  rectification: z.boolean().default(false),
});

/**
 * (e) 处理阶梯 (依据 ASM-4): k is the rank of a confirmed fault among those of the same person in `(t − window, t]`, by
 * the time of the breach and not of its finding.
 */
export const ladderSchema = z.strictObject({
  id: z.string().min(1),
  clause: z.string().min(1),
  title: z.string().min(1),
  /** Whose confirmed faults count: breaches of rules, incidents by items of points tables. */
  counts: z.strictObject({
    rules: z.array(z.string().min(1)).default([]),
    items: z.array(itemRefSchema).default([]),
  }),
  /** `date`: all faults of one civil day are one occasion. Faults of one act always are. */
  distinct: z.enum(['breach', 'date']).default('breach'),
  window: z.union([z.strictObject({ months: positive }), z.strictObject({ days: positive })]),
  /** After so long without a counted fault the next one ranks first again. */
  resetAfter: z.union([z.literal('never'), z.strictObject({ months: positive }), z.strictObject({ days: positive })]),
  steps: z.array(stepSchema).min(1),
});

export type Ladder = z.infer<typeof ladderSchema>;
export type LadderStep = z.infer<typeof stepSchema>;
export type Span = { months: number } | { days: number };
