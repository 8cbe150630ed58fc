import { z } from 'zod';
import { decimalSchema } from './points.ts';

const gradeLevelSchema = z.strictObject({
  id: z.string().min(1),
  title: z.string().min(1),
  /** 依据 ORG-4: types of institution at which the grade is decided, for the people below them. */
  decidedAt: z.array(z.string().min(1)).min(1),
});

/**
 * (g) 升降级 (依据 ASM-10, ORG-6): after k consecutive closed periods in the same grade, one step at most. The score to
 * rise lies above the score to fall, so that nobody swings between two grades.
 */
export const gradeSchema = z.strictObject({
  id: z.string().min(1),
  clause: z.string().min(1),
  title: z.string().min(1),
  score: z.string().min(1),
  /** How many consecutive closed periods must agree. */
  periods: z.number().int().positive(),
  /** Lowest first. Who has no grade yet is in the first. */
  levels: z.array(gradeLevelSchema).min(2),
  rise: z.strictObject({ atLeast: decimalSchema }),
  fall: z.strictObject({ below: decimalSchema }),
});

export type Grade = z.infer<typeof gradeSchema>;
export type GradeLevel = z.infer<typeof gradeLevelSchema>;
