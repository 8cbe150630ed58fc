import { z } from 'zod';
import { ruleSchema } from './rule.ts';

/** A dated value of the regulation. Its date is the rulebook version's; its source is the clause. */
const parameterSchema = z.strictObject({
  label: z.string().min(1),
  value: z.union([z.number(), z.string()]),
  unit: z.string(),
  clause: z.string().min(1),
});

const clauseSchema = z.strictObject({
  id: z.string().regex(/^[A-Z]{3}-\d+$/),
  title: z.string().min(1),
  text: z.string().min(1),
});

const regulationSchema = z.strictObject({
  id: z.string().min(1),
  title: z.string().min(1),
  issuer: z.string().min(1),
  scope: z.string().min(1),
  chapters: z.array(z.strictObject({ title: z.string().min(1), clauses: z.array(clauseSchema) })),
});

/** A table of what faults cost (依据 ASM-1 … ASM-3). Points are exact decimals. */
const pointsTableSchema = z.strictObject({
  id: z.string().min(1),
  clause: z.string().min(1),
  title: z.string().min(1),
  items: z.array(
    z.strictObject({
      id: z.string().min(1),
      label: z.string().min(1),
      points: z.string().regex(/^\d+(\.\d{1,2})?$/, '积分写成至多两位小数的数'),
    }),
  ),
});

/** The rulebook document: what `zhanye rulebook export` writes and a version stores. */
export const rulebookSchema = z.strictObject({
  format: z.literal(1),
  title: z.string().min(1),
  regulations: z.array(regulationSchema),
  parameters: z.record(z.string(), parameterSchema),
  pointsTables: z.array(pointsTableSchema),
  rules: z.array(ruleSchema),
});

export type Rulebook = z.infer<typeof rulebookSchema>;
export type RulebookInput = z.input<typeof rulebookSchema>;
export type Parameter = z.infer<typeof parameterSchema>;
export type Clause = z.infer<typeof clauseSchema>;
export type PointsTable = z.infer<typeof pointsTableSchema>;

/** A rulebook with the dates between which it rules. `until` is the next version's effective date, or null. */
export interface RulebookVersion {
  id: number;
  effectiveOn: string;
  until: string | null;
  rulebook: Rulebook;
}
