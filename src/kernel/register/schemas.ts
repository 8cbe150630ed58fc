import { z } from 'zod';
import type { Field } from './field.ts';
import type { Action, AnyRegister } from './register.ts';

type Shape = Record<string, z.ZodType>;

const VERSION = z.int().positive();

/** A ledger's rows never change under one id: whoever acts on an old one no longer finds it, and needs no version. */
function versionOf({ storage }: AnyRegister): z.ZodType {
  return storage === 'ledger' ? VERSION.default(1) : VERSION;
}

/** What POST takes; unknown keys are refused, never ignored. */
export function createSchema(register: AnyRegister): z.ZodType {
  return z.strictObject(
    shapeOf(
      register,
      (field) => field.by === 'user',
      (field) => {
        const schema = field.kind.schema(field.options);
        if (field.required) return field.initial === undefined ? schema : schema.optional();
        return emptyAsNull(schema);
      },
    ),
  );
}

/** What PATCH takes: the fields that change, and the version that was read. */
export function updateSchema(register: AnyRegister): z.ZodType {
  const shape = shapeOf(register, (field) => field.by === 'user' && !field.fixed, changeable);
  return z.strictObject({ ...shape, version: versionOf(register) });
}

/** What an action takes: the fields that it asks for, and the version that was read. */
export function actionSchema(register: AnyRegister, action: Action): z.ZodType {
  const asked = new Set<string>(action.asks);
  const shape = shapeOf(register, (_field, name) => asked.has(name), changeable);
  return z.strictObject({ ...shape, version: versionOf(register) });
}

/** A row in an answer; personal fields are texts, masked or revealed. */
export function rowSchema(register: AnyRegister): z.ZodType {
  const shape: Shape = shapeOf(
    register,
    (field) => !field.hidden,
    (field) => {
      const schema = field.personal ? z.string() : field.kind.output(field.options);
      return field.required ? schema : schema.nullable();
    },
  );
  for (const [name, field] of visibleFields(register)) {
    if (field.kind.references) shape[`${name}_label`] = z.string().nullable();
  }
  if (register.states) shape.state = z.enum(Object.keys(register.states.titles));
  return z.object({ id: z.int(), ...shape, version: VERSION, recorded_at: z.iso.datetime() });
}

/** The fields that answers carry, in the order of their declaration. */
export function visibleFields(register: AnyRegister): [string, Field][] {
  return Object.entries(register.fields as Record<string, Field>).filter(([, field]) => !field.hidden);
}

function shapeOf(
  register: AnyRegister,
  chosen: (field: Field, name: string) => boolean,
  schema: (field: Field) => z.ZodType,
): Shape {
  const entries = Object.entries(register.fields as Record<string, Field>).filter(([name, field]) =>
    chosen(field, name),
  );
  return Object.fromEntries(entries.map(([name, field]) => [name, schema(field)]));
}

function changeable(field: Field): z.ZodType {
  const schema = field.kind.schema(field.options);
  return field.required ? schema.optional() : emptyAsNull(schema);
}

/** An emptied input arrives as '' and means that there is no value. */
function emptyAsNull(schema: z.ZodType): z.ZodType {
  return z.preprocess((value) => (value === '' ? null : value), schema.nullable()).optional();
}
