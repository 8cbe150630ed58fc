import type { Field, Fields } from './field.ts';
import type { AnyRegister, Register, RowOf } from './register.ts';

type FieldsOf<R> = R extends Register<infer F, infer _S, infer _A> ? F : never;
type StateOf<R> = R extends { states?: { titles: Readonly<Record<infer S extends string, string>> } } ? S : never;
type FieldsIn<R extends AnyRegister> = R['fields'] extends Fields ? R['fields'] : FieldsOf<R>;

/** A register's row on the server. */
export type Row<R extends AnyRegister> = RowOf<FieldsIn<R>, StateOf<R>>;

type JsonOf<F> = F extends Field<unknown, infer J> ? J : never;
type IsRequired<F> = F extends { required: infer N } ? N : false;
type WriterOf<F> = F extends { by: infer W } ? W : never;
type MustGive<F> = F extends { readonly mustGive?: infer M } ? M : false;

/** A register's row as JSON; personal fields are masked texts until revealed. */
export type JsonRow<R extends AnyRegister> = {
  [K in keyof FieldsIn<R>]: IsRequired<FieldsIn<R>[K]> extends true
    ? JsonOf<FieldsIn<R>[K]>
    : JsonOf<FieldsIn<R>[K]> | null;
} & { id: number; version: number; state: StateOf<R>; recorded_at: string };

type WrittenBy<F, W> = { [K in keyof F]: WriterOf<F[K]> extends W ? K : never }[keyof F];
type Given<F> = { [K in keyof F]: [MustGive<F[K]>] extends [true] ? K : never }[keyof F];

/** What a form sends to create a row. */
export type CreateInput<R extends AnyRegister> = {
  [K in Extract<WrittenBy<FieldsIn<R>, 'user'>, Given<FieldsIn<R>>>]: JsonOf<FieldsIn<R>[K]>;
} & {
  [K in Exclude<WrittenBy<FieldsIn<R>, 'user'>, Given<FieldsIn<R>>>]?: JsonOf<FieldsIn<R>[K]> | null;
};

/** What a form sends to change a row: what differs, and the version that was read. */
export type UpdateInput<R extends AnyRegister> = {
  [K in WrittenBy<FieldsIn<R>, 'user'>]?: JsonOf<FieldsIn<R>[K]> | null;
} & { version: number };

type Asked<A> = A extends { asks?: readonly (infer N)[] } ? N : never;

/** What an action's form sends. */
export type ActionInput<R extends AnyRegister, N extends keyof R['actions']> = {
  [K in Asked<R['actions'][N]> & keyof FieldsIn<R>]?: JsonOf<FieldsIn<R>[K]> | null;
} & { version: number };
