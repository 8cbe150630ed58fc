import { z } from 'zod';

/**
 * The expressions of a rule: a small typed tree in JSON. Every node is an object with exactly one known key,
 * so an unknown node or field is refused with its path instead of being ignored.
 */

export type Literal = number | string | boolean;

/** A value: a literal, a dated parameter of the rulebook, an attribute of the subject or a field of the fact. */
export type Value =
  | Literal
  | { param: string }
  | { attr: string }
  | { field: string }
  | { max: Value[] }
  | { min: Value[] }
  | { add: Value[] };

export const COMPARISONS = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const;
export type Comparison = (typeof COMPARISONS)[number];

export type Condition =
  | { [K in Comparison]: { [P in K]: [Value, Value] } }[Comparison]
  | { in: [Value, Literal[]] }
  | { present: Value }
  | { and: Condition[] }
  | { or: Condition[] }
  | { not: Condition };

const name = z.string().min(1);
const literal = z.union([z.number(), z.string(), z.boolean()]);

export const valueSchema: z.ZodType<Value> = z.lazy(() =>
  z.union([
    literal,
    z.strictObject({ param: name }),
    z.strictObject({ attr: name }),
    z.strictObject({ field: name }),
    z.strictObject({ max: z.array(valueSchema).min(1) }),
    z.strictObject({ min: z.array(valueSchema).min(1) }),
    z.strictObject({ add: z.array(valueSchema).min(1) }),
  ]),
);

const pair = z.tuple([valueSchema, valueSchema]);

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ eq: pair }),
    z.strictObject({ ne: pair }),
    z.strictObject({ gt: pair }),
    z.strictObject({ ge: pair }),
    z.strictObject({ lt: pair }),
    z.strictObject({ le: pair }),
    z.strictObject({ in: z.tuple([valueSchema, z.array(literal).min(1)]) }),
    z.strictObject({ present: valueSchema }),
    z.strictObject({ and: z.array(conditionSchema).min(1) }),
    z.strictObject({ or: z.array(conditionSchema).min(1) }),
    z.strictObject({ not: conditionSchema }),
  ]),
);

/** Visits every value of a condition or value tree, parents first. */
export function walkValues(node: Condition | Value | undefined, visit: (value: Value) => void): void {
  if (node === undefined) return;
  if (typeof node !== 'object') {
    visit(node);
    return;
  }
  if ('param' in node || 'attr' in node || 'field' in node) {
    visit(node);
    return;
  }
  if ('max' in node || 'min' in node || 'add' in node) visit(node);
  for (const child of childrenOf(node)) walkValues(child, visit);
}

function childrenOf(node: Exclude<Condition | Value, Literal>): (Condition | Value)[] {
  if ('not' in node) return [node.not];
  if ('present' in node) return [node.present];
  if ('in' in node) return [node.in[0]];
  return Object.values(node)[0] as (Condition | Value)[];
}
