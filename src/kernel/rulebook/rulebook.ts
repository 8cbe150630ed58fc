import { z } from 'zod';
import { ROLES } from '../access/roles.ts';
import { factDeclarationSchema, factNameSchema } from './fact.ts';
import { gradeSchema } from './grade.ts';
import { ladderSchema } from './ladder.ts';
import { pointsTableSchema } from './points.ts';
import { ruleSchema } from './rule.ts';
import { scoreSchema } from './score.ts';

/** A dated value of the regulation. Its date is the rulebook version's; its source is the clause. */
const parameterSchema = z.strictObject({
  label: z.string().min(1),
  value: z.union([z.number(), z.string()]),
  unit: z.string(),
  clause: z.string().min(1),
});

/** A question of the quiz that goes with reading (依据 RUL-1). `answer` is the place of the right option, from 0. */
const questionSchema = z.strictObject({
  question: z.string().min(1),
  options: z.array(z.string().min(1)).min(2),
  answer: z.number().int().min(0),
});

const clauseSchema = z.strictObject({
  id: z.string().regex(/^[A-Z]{3}-\d+$/),
  title: z.string().min(1),
  text: z.string().min(1),
  quiz: z.array(questionSchema).optional(),
});

const regulationSchema = z.strictObject({
  id: z.string().min(1),
  title: z.string().min(1),
  issuer: z.string().min(1),
  scope: z.string().min(1),
  /** Who must read it when it is new or changed; absent: everybody. */
  readers: z.array(z.enum(ROLES)).min(1).optional(),
  chapters: z.array(z.strictObject({ title: z.string().min(1), clauses: z.array(clauseSchema) })),
});

/** The rulebook document: what `zhanye rulebook export` writes and a version stores. */
export const rulebookSchema = z.strictObject({
  format: z.literal(1),
  title: z.string().min(1),
  regulations: z.array(regulationSchema),
  parameters: z.record(z.string(), parameterSchema),
  /** Kinds of facts that this rulebook brings along. */
  facts: z.record(factNameSchema, factDeclarationSchema).default({}),
  pointsTables: z.array(pointsTableSchema),
  ladders: z.array(ladderSchema).default([]),
  scores: z.array(scoreSchema).default([]),
  grades: z.array(gradeSchema).default([]),
  rules: z.array(ruleSchema),
});

export type Rulebook = z.infer<typeof rulebookSchema>;
export type RulebookInput = z.input<typeof rulebookSchema>;
export type Parameter = z.infer<typeof parameterSchema>;
export type Clause = z.infer<typeof clauseSchema>;
export type Regulation = z.infer<typeof regulationSchema>;
export type Question = z.infer<typeof questionSchema>;

/** A rulebook with the dates between which it rules. `until` is the next version's effective date, or null. */
export interface RulebookVersion {
  id: number;
  effectiveOn: string;
  until: string | null;
  rulebook: Rulebook;
}
