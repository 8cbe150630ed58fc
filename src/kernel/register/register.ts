import type { CivilDate } from '../calendar/civil-date.ts';
import type { Problem } from '../errors/problem.ts';
import type { AccessRules, Grants, Scope } from './access.ts';
import { assertSound } from './check.ts';
import type { Field, Fields } from './field.ts';

/** When and by whom something is done; all that guards and computed values may know beside the row. */
export type Moment = { now: Date; today: CivilDate; staffId: number | null; zone: string };

/** `entity`: rows with a version, changed in place. `ledger`: rows are superseded, never changed. */
export type Storage = 'entity' | 'ledger';

type ValueOf<F extends Field> = F extends Field<infer V, unknown, infer N> ? (N extends true ? V : V | null) : never;

/** A row as the server has it: the fields and what the storage adds. */
export type RowOf<F extends Fields, S extends string = string> = { [K in keyof F]: ValueOf<F[K]> } & {
  id: number;
  recorded_at: Date;
  /** Of registers with states. */
  state: S;
  /** Of entities; rows of a ledger have 1 for ever. */
  version: number;
};

/** What a fact is made of; ids and clocks come from the ledger. */
export type FactDraft = {
  /** The business number that all versions of the fact share. */
  key: string;
  subject_id: number;
  occurred_at: Date;
  actor_id?: number | null;
  institution_id?: number | null;
  method?: string | null;
  /** Key of the fact or row that this one answers. */
  ref?: string | null;
  result?: string | null;
  reason?: string | null;
  /** A date of the fact that a rule may count back from. */
  due_on?: CivilDate | null;
  /** Fields that the kind of fact declares beside the columns of the ledger; dates as `YYYY-MM-DD`. */
  extra?: Readonly<Record<string, string | number | boolean | null>> | null;
  /** The fact of this key is withdrawn. */
  retracted?: boolean;
};

/** A fact that an operation writes to the ledger, in its own transaction; a draft of null writes none. */
export type Emission<R> = {
  kind: string;
  subject: 'customer' | 'staff' | 'institution';
  draft(row: R, moment: Moment): FactDraft | null;
};

/** Something that is done to a row. The only way to change its state. */
export type Action<F extends Fields = Fields, S extends string = string, Q = readonly (keyof F & string)[]> = {
  title: string;
  /** States in which it is possible; registers without states leave it out. */
  from?: readonly S[];
  /** Left out: the state stays as it is. */
  to?: S;
  who: Grants;
  /** Nobody approves or judges himself: staff columns that must not be the one who acts. */
  notBy?: readonly (keyof F & string)[];
  /** Fields that its form offers. */
  asks?: Q & readonly (keyof F & string)[];
  /** Fields that must be filled afterwards, from the row or from its form. */
  requires?: readonly (keyof F & string)[];
  /** Every reason why it cannot be done now, on the row as it would become. Pure, from `.rules.ts`. */
  guard?(row: RowOf<F, S>, moment: Moment): Problem[];
  /** Values that follow by themselves. Pure. */
  sets?(row: RowOf<F, S>, moment: Moment): Partial<RowOf<F, S>>;
  emits?: readonly Emission<RowOf<F, S>>[];
  /** Ledgers only: the row is superseded and has no successor. */
  ends?: boolean;
};

/** `A` holds only what each action asks for; from it follow the types of its input. */
export type Actions<F extends Fields, S extends string, A> = { readonly [N in keyof A]: Action<F, S, A[N]> };

type Section<N extends string> = { title: string; fields: readonly N[] };

type Declaration<F extends Fields, S extends string, A> = {
  id: string;
  title: string;
  /** Clauses that ask for it. */
  clauses: readonly string[];
  table: string;
  storage: Storage;
  fields: F;
  /** The field that names a row to people. */
  label: keyof F & string;
  states?: { titles: Readonly<Record<S, string>>; initial: NoInfer<S>; editable: readonly NoInfer<S>[] };
  actions?: Actions<F, S, A>;
  access: AccessRules;
  /** Nobody writes in his own cause: staff columns that must not be the one who creates or changes the row. */
  notBy?: { readonly create?: readonly (keyof F & string)[]; readonly update?: readonly (keyof F & string)[] };
  scope: Scope;
  /** Every reason why a row cannot be as it is, at each write. Pure, from `.rules.ts`. */
  check?(row: RowOf<F, S>, moment: Moment): Problem[];
  /** Facts that creating and changing a row write. */
  emits?: { create?: readonly Emission<RowOf<F, S>>[]; update?: readonly Emission<RowOf<F, S>>[] };
  list: {
    columns: readonly (keyof F & string)[];
    filters: readonly (keyof F & string)[];
    /** Columns that the search box looks into. */
    search: readonly (keyof F & string)[];
    /** The table with the grams of these columns by row, where there are too many rows to look through. */
    searchIndex?: { table: string; key: string };
    /** Required fields that lists may be ordered by, backed by an index; the first is the default order. */
    order: readonly { by: (keyof F & string) | 'id'; descending?: boolean }[];
  };
  form: { sections: readonly Section<keyof F & string>[] };
  print?: { title: string; signatures: readonly string[] };
  /** Fields that identify a row in a file. */
  importKey: readonly (keyof F & string)[];
};

export type Register<
  F extends Fields = Fields,
  S extends string = string,
  A = Record<string, readonly string[]>,
> = Omit<Declaration<F, S, A>, 'actions'> & { actions: Actions<F, S, A> };

// biome-ignore lint/suspicious/noExplicitAny: any register whatever its fields; the functions inside differ in their rows.
export type AnyRegister = Register<any, any, any>;

/**
 * Declares a register, typed end to end; see README. No I/O: the browser reads the same declaration.
 * Throws when the declaration contradicts itself (a state that is not there, a relation without its column).
 */
export function defineRegister<const F extends Fields, const S extends string = never, const A = Record<never, never>>(
  declaration: Declaration<F, S, A>,
): Register<F, S, A> {
  const register = { ...declaration, actions: declaration.actions ?? ({} as Actions<F, S, A>) };
  assertSound(register as unknown as AnyRegister);
  return register;
}
