import { z } from 'zod';

/** Exact decimals are texts, so that no reader turns them into floats. */
export const decimalSchema = z.string().regex(/^\d+(\.\d{1,2})?$/, '写成至多两位小数的数');
const pointsSchema = z.string().regex(/^\d+(\.\d{1,2})?$/, '积分写成至多两位小数的数');

/** What is counted together: a calendar year, or the last months up to and including the day asked about. */
export const cycleSchema = z.union([
  z.literal('calendarYear'),
  z.strictObject({ rolling: z.strictObject({ months: z.number().int().positive() }) }),
]);
export type Cycle = z.infer<typeof cycleSchema>;

/** A named circumstance 加重情节 by whose factor the points are multiplied. */
const aggravationSchema = z.strictObject({ id: z.string().min(1), label: z.string().min(1), factor: decimalSchema });

const itemSchema = z.strictObject({
  id: z.string().min(1),
  label: z.string().min(1),
  points: pointsSchema.default('0'),
  /** The most that may be deducted from performance pay, in yuan (依据 ASM-16); absent: nothing. */
  amount: decimalSchema.optional(),
  /** 直接取消资格: graver than any points. */
  disqualifies: z.literal(true).optional(),
});

/** (d) A table of what faults cost (依据 ASM-1 … ASM-3). */
export const pointsTableSchema = z.strictObject({
  id: z.string().min(1),
  clause: z.string().min(1),
  title: z.string().min(1),
  cycle: cycleSchema.default('calendarYear'),
  /** The most that counts of one cycle; absent: no limit. */
  cap: pointsSchema.optional(),
  aggravations: z.array(aggravationSchema).default([]),
  items: z.array(itemSchema),
});

export type PointsTable = z.infer<typeof pointsTableSchema>;

/** An item of a points table, as a rule or a ladder names it. */
export const itemRefSchema = z.strictObject({ table: z.string().min(1), item: z.string().min(1) });
export type ItemRef = z.infer<typeof itemRefSchema>;
