import type { FieldKind, KindOptions } from './kind.ts';

/** Who writes a field: a person in the form, only an action, or only the server. */
export type Writer = 'user' | 'action' | 'server';

/** What every kind of field may say of itself. */
export type FieldSpec = {
  label: string;
  /** The column is not null, and the form cannot be saved without it. Actions may demand more (`requires`). */
  required?: boolean;
  by?: Writer;
  /** Given at creation, never changed. */
  fixed?: boolean;
  /** Personal data: masked on the server until revealed with a reason. */
  personal?: boolean;
  /** Neither in the form nor in the answer; for search columns and copies. */
  hidden?: boolean;
  /** Value in JSON form when a new row leaves it out. */
  initial?: unknown;
  /** One line under the input. */
  help?: string;
};

/** A field of a register; `V` is its value on the server, `J` the same in JSON. Its name is its column's name. */
export type Field<V = unknown, J = unknown, N extends boolean = boolean, W extends Writer = Writer> = {
  kind: FieldKind;
  label: string;
  required: N;
  by: W;
  fixed: boolean;
  personal: boolean;
  hidden: boolean;
  initial: unknown;
  help: string | null;
  options: KindOptions;
  /** Types only; never set. */
  readonly valueType?: V;
  readonly jsonType?: J;
};

export type Fields = Readonly<Record<string, Field>>;

type RequiredOf<C> = C extends { required: true } ? (C extends { initial: unknown } ? boolean : true) : false;
type WriterOf<C> = C extends { by: infer W extends Writer } ? W : 'user';

/** The field that a spec `C` declares, of values `V` and JSON values `J`. */
export type FieldOf<C, V, J> = Field<V, J, C extends { required: true } ? true : false, WriterOf<C>> & {
  readonly mustGive?: RequiredOf<C>;
};

const COMMON = new Set(['label', 'required', 'by', 'fixed', 'personal', 'hidden', 'initial', 'help']);

/** Makes a field of a kind; what is not common to all fields becomes the kind's options. */
export function fieldOf<V, J, const C extends FieldSpec>(
  kind: FieldKind<V>,
  spec: C,
  defaults: { personal?: boolean } = {},
): FieldOf<C, V, J> {
  const common: FieldSpec = spec;
  const field: Field = {
    kind: kind as FieldKind,
    label: common.label,
    required: common.required ?? false,
    by: common.by ?? 'user',
    fixed: common.fixed ?? false,
    personal: common.personal ?? defaults.personal ?? false,
    hidden: common.hidden ?? false,
    initial: common.initial,
    help: common.help ?? null,
    options: Object.fromEntries(Object.entries(spec).filter(([name]) => !COMMON.has(name))),
  };
  return field as FieldOf<C, V, J>;
}

/** Only checks; lets `*.fields.ts` give rules their row type before the register is declared. */
export function defineFields<const F extends Fields>(fields: F): F {
  return fields;
}
