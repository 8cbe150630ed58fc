import { z } from 'zod';
import { ROLES } from '../access/roles.ts';
import { conditionSchema } from './expression.ts';
import { decimalSchema } from './points.ts';

export const SCORE_PERIODS = ['month', 'quarter', 'halfYear', 'year'] as const;
const signedDecimal = z.string().regex(/^-?\d+(\.\d{1,2})?$/, '写成至多两位小数的数');
const ids = z.array(z.string().min(1)).min(1);

/** Where a number comes from: a stratum before scores, a person's word, or a closed snapshot of another score. */
export const sourceSchema = z.union([
  /** Percentage of the duties that ended in the period, fulfilled in time. Nothing owed: not applicable. */
  z.strictObject({ onTimeRate: z.strictObject({ rules: ids.optional() }) }),
  /** Breaches of the period that are confirmed. */
  z.strictObject({ breaches: z.strictObject({ rules: ids.optional() }) }),
  /** Demerit points of the period, what was reversed taken off. */
  z.strictObject({ points: z.strictObject({ tables: ids.optional() }) }),
  /** Facts of the person's doing in the period. */
  z.strictObject({ facts: z.strictObject({ fact: z.string().min(1), where: conditionSchema.optional() }) }),
  /** 定性: a superior's number, entered before closing. Nothing entered: not applicable. */
  z.strictObject({ entered: z.strictObject({ by: z.array(z.enum(ROLES)).min(1), unit: z.string().min(1) }) }),
  /** The total of the latest closing of another score that ended by this period's end. */
  z.strictObject({ closedScore: z.string().min(1) }),
]);
export type Source = z.infer<typeof sourceSchema>;

const measureSchema = z.strictObject({
  id: z.string().min(1),
  label: z.string().min(1),
  source: sourceSchema,
  target: z.union([decimalSchema, z.strictObject({ param: z.string().min(1) })]),
  /** A zero target has no ratio: it leaves the score and its weight goes to the others, or it counts as reached. */
  zeroTarget: z.enum(['notApplicable', 'full']),
  /** Bounds of the ratio to target: '1.2' counts at most 120 %. */
  floor: decimalSchema.default('0'),
  cap: decimalSchema.default('1'),
  weight: decimalSchema,
});

const adjustmentSchema = z.strictObject({
  id: z.string().min(1),
  label: z.string().min(1),
  source: sourceSchema,
  /** Added for each unit of the source; negative takes off. */
  each: signedDecimal,
  /** The most that it adds or takes off. */
  limit: decimalSchema.optional(),
});

/** (f) 计分 (依据 ASM-7): ratio to target → cap and floor → weight → adjustments → rank. */
export const scoreSchema = z.strictObject({
  id: z.string().min(1),
  clause: z.string().min(1),
  title: z.string().min(1),
  period: z.enum(SCORE_PERIODS),
  /** Who is scored: whoever holds a main post of these roles on the period's last day. */
  roles: z.array(z.enum(ROLES)).min(1),
  /** Who may close a period. */
  closedBy: z.array(z.enum(ROLES)).min(1),
  /** Among whom one is ranked. */
  peers: z.enum(['bank', 'institution', 'post']),
  /** Equal totals share a place; the next place is skipped (1, 1, 3) or not (1, 1, 2). */
  tie: z.enum(['skip', 'dense']),
  measures: z.array(measureSchema).min(1),
  adjustments: z.array(adjustmentSchema).default([]),
});

export type Score = z.infer<typeof scoreSchema>;
export type ScoreMeasure = z.infer<typeof measureSchema>;
export type ScoreAdjustment = z.infer<typeof adjustmentSchema>;
