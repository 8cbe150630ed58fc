export {
  type AccessRules,
  type Grantee,
  type Grants,
  type Operation,
  type Reach,
  type Relation,
  reachOf,
  type Scope,
} from './access.ts';
export { registerErrors } from './errors.ts';
export { defineFields, type Field, type FieldSpec, type Fields } from './field.ts';
export type { FieldKind, FilterOperator, KindOptions, ReferenceTarget } from './kind.ts';
export * from './kinds/index.ts';
export { isMove, isOwnCause, missingFields, reachableStates } from './moves.ts';
export {
  type Action,
  type AnyRegister,
  defineRegister,
  type Emission,
  type FactDraft,
  type Moment,
  type Register,
  type RowOf,
  type Storage,
} from './register.ts';
export { actionSchema, createSchema, rowSchema, updateSchema, visibleFields } from './schemas.ts';
export type { ActionInput, CreateInput, JsonRow, Row, UpdateInput } from './types.ts';
