import type { AnyRegister, CreateInput, Fields, Row, RowOf } from '../../kernel/register/public.ts';
import type { SubjectType } from '../../kernel/rulebook/rule.ts';
import type { Context } from '../context.ts';
import type { Touched } from '../duties/public.ts';
import type { FactEntry } from '../ledger/public.ts';

/** A row on the server, of a register that the code at hand does not know. */
export type AnyRow = RowOf<Fields> & Record<string, unknown>;

/** What an effect did beside the row. */
export type Outcome = {
  facts?: readonly (FactEntry & { subject: SubjectType })[];
  /** Subjects whose attributes changed, from the earliest civil date concerned. */
  touched?: readonly Touched[];
  /** Added to the audit record. */
  detail?: Record<string, unknown>;
};

/** Server work of one operation, inside its transaction. */
export type OperationEffects<R, V> = {
  /** Values that the server writes into the row; `before` is null at creation. Throws what only the database can tell. */
  prepare?(ctx: Context, values: V, before: R | null): Promise<Partial<R>>;
  /** Work that follows from the written row: other tables, copies, ledgers of attributes. */
  after?(ctx: Context, change: { row: R; before: R | null; values: V }): Promise<Outcome | undefined>;
};

/** Effects of `create`, `update` and of actions by their names. */
export type Effects = Readonly<Record<string, OperationEffects<AnyRow, Record<string, unknown>>>>;

type ValuesOf<R extends AnyRegister> = { [K in keyof Row<R> & keyof CreateInput<R>]?: Row<R>[K] };

type EffectsFor<R extends AnyRegister> = {
  readonly [N in 'create' | 'update' | Extract<keyof R['actions'], string>]?: OperationEffects<
    Row<R>,
    N extends 'create' ? ValuesOf<R> : Partial<Row<R>>
  >;
};

/** A register with its server half. */
export type ServedRegister = { register: AnyRegister; effects: Effects };

/** Declares the effects of a register; only types are checked. */
export function defineEffects<R extends AnyRegister>(_register: R, effects: EffectsFor<R>): EffectsFor<R> {
  return effects;
}

/** Puts a register into a module's list. */
export function serve<R extends AnyRegister>(register: R, effects: EffectsFor<R> = {}): ServedRegister {
  return { register, effects: effects as Effects };
}
