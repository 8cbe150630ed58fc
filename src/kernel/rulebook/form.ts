import type { z } from 'zod';
import { conditionSchema, valueSchema } from './expression.ts';

/**
 * What a form has to offer for one node of the rulebook's language. It is read off the schemas, so that a shape which is
 * added there has its form at once; names, explanations and order are in `labels.ts`.
 */
export type FormNode =
  | { kind: 'text' }
  | { kind: 'number'; least: number }
  | { kind: 'flag' }
  | { kind: 'choice'; values: string[] }
  /** Nothing to fill in: the value itself is the statement. */
  | { kind: 'constant'; value: unknown }
  | { kind: 'object'; fields: FormField[] }
  | { kind: 'list'; item: FormNode; least: number }
  | { kind: 'pair'; items: FormNode[] }
  | { kind: 'record'; item: FormNode }
  | { kind: 'either'; options: FormOption[] }
  | { kind: 'condition' }
  | { kind: 'value' };

export interface FormField {
  name: string;
  node: FormNode;
  optional: boolean;
  /** What holds where nothing is written: the default that the form shows. */
  fallback?: unknown;
}

/** One of several ways to say something. */
export interface FormOption {
  /** The word that tells it from the others: a literal, or the key that only it has. */
  name: string;
  node: FormNode;
  fits(value: unknown): boolean;
}

type Schema = z.core.$ZodType;
type Def = {
  type: string;
  innerType: Schema;
  defaultValue: unknown;
  shape: Record<string, Schema>;
  element: Schema;
  items: Schema[];
  options: Schema[];
  valueType: Schema;
  values: unknown[];
  entries: Record<string, string>;
  getter: () => Schema;
  checks?: z.core.$ZodCheck[];
};

const defOf = (schema: Schema) => schema._zod.def as unknown as Def;

/** The form of a schema. Throws for a kind of schema that the rulebook has not used so far. */
export function formOf(schema: Schema): FormNode {
  if (schema === (conditionSchema as Schema)) return { kind: 'condition' };
  if (schema === (valueSchema as Schema)) return { kind: 'value' };
  const def = defOf(schema);
  switch (def.type) {
    case 'string':
      return { kind: 'text' };
    case 'number':
      return { kind: 'number', least: leastOf(schema) };
    case 'boolean':
      return { kind: 'flag' };
    case 'literal':
      return { kind: 'constant', value: def.values[0] };
    case 'enum':
      return { kind: 'choice', values: Object.values(def.entries) };
    case 'object':
      return { kind: 'object', fields: Object.entries(def.shape).map(([name, field]) => fieldOf(name, field)) };
    case 'array':
      return { kind: 'list', item: formOf(def.element), least: leastLength(schema) };
    case 'tuple':
      return { kind: 'pair', items: def.items.map(formOf) };
    case 'record':
      return { kind: 'record', item: formOf(def.valueType) };
    case 'union':
      return { kind: 'either', options: optionsOf(def.options) };
    case 'nullable':
      return { kind: 'either', options: [NOTHING, { name: 'given', node: formOf(def.innerType), fits: isGiven }] };
    case 'lazy':
      return formOf(def.getter());
    default:
      return formOf(unwrapped(schema).schema);
  }
}

const isGiven = (value: unknown) => value !== null;

/** Null is a statement of its own: nobody. */
const NOTHING: FormOption = {
  name: 'nothing',
  node: { kind: 'constant', value: null },
  fits: (value) => value === null,
};

function fieldOf(name: string, field: Schema): FormField {
  const { schema, optional, fallback } = unwrapped(field);
  return { name, node: formOf(schema), optional, ...(fallback !== undefined && { fallback }) };
}

function unwrapped(schema: Schema): { schema: Schema; optional: boolean; fallback?: unknown } {
  const def = defOf(schema);
  switch (def.type) {
    case 'optional':
      return { ...unwrapped(def.innerType), optional: true };
    case 'default':
    case 'prefault':
      return { ...unwrapped(def.innerType), optional: true, fallback: completed(schema) };
    default:
      if (!KNOWN.has(def.type)) throw new Error(`the rulebook's forms know no schema of type ${def.type}`);
      return { schema, optional: false };
  }
}

const KNOWN = new Set('string number boolean literal enum object array tuple record union lazy nullable'.split(' '));

/** The default with the defaults inside it. */
function completed(schema: Schema): unknown {
  return (schema as z.ZodType).parse(undefined);
}

function optionsOf(options: Schema[]): FormOption[] {
  return options.map((option) => {
    const node = formOf(option);
    return { name: optionName(option, options), node, fits: (value) => (option as z.ZodType).safeParse(value).success };
  });
}

function optionName(option: Schema, all: Schema[]): string {
  const def = defOf(option);
  if (def.type === 'literal') return String(def.values[0]);
  if (def.type !== 'object') return def.type;
  const others = all.filter((other) => other !== option).flatMap(keysOf);
  return keysOf(option).find((key) => !others.includes(key)) ?? keysOf(option)[0] ?? '';
}

function keysOf(schema: Schema): string[] {
  const def = defOf(schema);
  return def.type === 'object' ? Object.keys(def.shape) : [];
}

function leastOf(schema: Schema): number {
  const { minValue } = schema as z.ZodNumber;
  return Number.isSafeInteger(minValue) && minValue !== null ? minValue : 0;
}

function leastLength(schema: Schema): number {
  const checks = defOf(schema).checks ?? [];
  return checks
    .map((check) => (check._zod.def as { minimum?: number }).minimum ?? 0)
    .reduce((a, b) => Math.max(a, b), 0);
}

/** A first value for a node that was just added; what a person has to say stays empty. */
export function blankOf(node: FormNode): unknown {
  switch (node.kind) {
    case 'text':
      return '';
    case 'number':
      return Math.max(node.least, 1);
    case 'flag':
      return false;
    case 'choice':
      return node.values[0];
    case 'constant':
      return node.value;
    case 'object':
      return Object.fromEntries(
        node.fields.filter(({ optional }) => !optional).map((field) => [field.name, blankOf(field.node)]),
      );
    case 'list':
      return Array.from({ length: node.least }, () => blankOf(node.item));
    case 'pair':
      return node.items.map(blankOf);
    case 'record':
      return {};
    case 'either':
      return node.options[0] && blankOf(node.options[0].node);
    case 'condition':
      return { and: [] };
    case 'value':
      return 1;
  }
}
