import { z } from 'zod';
import { SUBJECT_TYPES } from './subject.ts';

/** A field of a declared fact. Texts with a closed list of values name them; files may use either name. */
const fieldSchema = z.strictObject({
  label: z.string().min(1),
  type: z.enum(['text', 'number', 'date', 'boolean']),
  values: z.record(z.string(), z.string().min(1)).optional(),
});
export type DeclaredField = z.infer<typeof fieldSchema>;

/**
 * A kind of fact that a rulebook brings along, so that another trade needs no code: `zhanye import facts` takes it.
 * Keyed by its name.
 */
export const factDeclarationSchema = z.strictObject({
  label: z.string().min(1),
  subject: z.enum(SUBJECT_TYPES),
  fields: z
    .record(
      z
        .string()
        .regex(/^(?!weekday$|ref$)[a-z][a-zA-Z0-9]*$/, '字段名形如 amount，weekday 和 ref 各事实都有，不必声明'),
      fieldSchema,
    )
    .default({}),
});
export type FactDeclaration = z.infer<typeof factDeclarationSchema>;

export const factNameSchema = z.string().regex(/^[a-z][a-z0-9]*(\.[a-z][a-z0-9]*)*$/, '事实名形如 call.made');
