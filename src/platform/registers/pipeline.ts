import { fail, type Problem } from '../../kernel/errors/public.ts';
import {
  type Action,
  type AnyRegister,
  type Field,
  isMove,
  isOwnCause,
  type Moment,
  missingFields,
  registerErrors,
} from '../../kernel/register/public.ts';
import { scoped } from '../access/public.ts';
import { type Context, transact } from '../context.ts';
import { audit } from '../ledger/public.ts';
import { comparable } from './comparable.ts';
import { followUp } from './consequences.ts';
import { loadRow } from './load.ts';
import { momentOf } from './moment.ts';
import { ALIAS, masked } from './select.ts';
import type { AnyRow, ServedRegister } from './served.ts';
import { changeRow, endRow, insertRow } from './store.ts';

type Values = Record<string, unknown>;
type Change = Values & { version: number };

/**
 * Creates a row. `values` is what `createSchema` gave. Authorise → validate → write → effects → facts → duties →
 * audit, in one transaction; whether the row is the principal's to create is asked of the row as written.
 */
export function createRow(ctx: Context, served: ServedRegister, values: Values): Promise<AnyRow> {
  const { register, effects } = served;
  return transact(ctx, async (inside) => {
    const moment = momentOf(inside);
    const prepared = await effects.create?.prepare?.(inside, values, null);
    const full = { ...initialValues(register), ...values, ...prepared };
    refuseOwnCause(inside, register.notBy?.create, full);
    refuse(register.check?.(full as AnyRow, moment));
    const permitted = scoped(inside, register, { operation: 'create', alias: ALIAS });
    const inserted = await insertRow(inside, register, full, permitted);
    if (!inserted.permitted) fail(registerErrors.ROW_OUT_OF_SCOPE());
    const { row } = inserted;
    const outcome = await effects.create?.after?.(inside, { row, before: null, values });
    await followUp(inside, register.emits?.create ?? [], { row, moment, fresh: true, outcome });
    await record(inside, register, 'create', row, { after: changed(register, {}, row), ...outcome?.detail });
    return row;
  });
}

/** Changes a row's form fields. `values` is what `updateSchema` gave. */
export function updateRow(ctx: Context, served: ServedRegister, id: number, values: Change): Promise<AnyRow> {
  const { register, effects } = served;
  return transact(ctx, async (inside) => {
    const moment = momentOf(inside);
    const { row: before, may } = await loadRow(inside, register, id, { update: register.access.update });
    if (!may.has('update')) fail(registerErrors.ROW_NOT_ALLOWED({ operation: '修改' }));
    refuseOwnCause(inside, register.notBy?.update, before);
    assertEditable(register, before);
    const { version, ...given } = values;
    assertVersion(before, version);
    const prepared = await effects.update?.prepare?.(inside, given, before);
    const changes = { ...given, ...prepared };
    const after: AnyRow = { ...before, ...changes };
    refuseOwnCause(inside, register.notBy?.update, after);
    refuse(register.check?.(after, moment));
    const row = await changeRow(inside, register, before, changes);
    const outcome = await effects.update?.after?.(inside, { row, before, values: given });
    await followUp(inside, register.emits?.update ?? [], { row, moment, fresh: false, outcome });
    await record(inside, register, 'update', row, { ...difference(register, before, row), ...outcome?.detail });
    return row;
  });
}

/** Does an action to a row. `values` is what `actionSchema` gave. */
export function actOnRow(
  ctx: Context,
  served: ServedRegister,
  id: number,
  name: string,
  values: Change,
): Promise<AnyRow> {
  const { register, effects } = served;
  const action = actionOf(register, name);
  return transact(ctx, async (inside) => {
    const moment = momentOf(inside);
    const { row: before, may } = await loadRow(inside, register, id, { [name]: action.who });
    if (!may.has(name)) fail(registerErrors.ROW_NOT_ALLOWED({ operation: action.title }));
    refuseOwnCause(inside, action.notBy, before);
    assertMove(register, action, before);
    const { version, ...given } = values;
    assertVersion(before, version);
    const changes = await consequentValues(inside, served, name, { before, given, moment });
    const after: AnyRow = { ...before, ...changes };
    refuse([
      ...missingFields(register, action, after),
      ...(action.guard?.(after, moment) ?? []),
      ...(register.check?.(after, moment) ?? []),
    ]);
    const row = action.ends ? before : await changeRow(inside, register, before, changes);
    if (action.ends) await endRow(inside, register, before);
    const outcome = await effects[name]?.after?.(inside, { row, before, values: given });
    await followUp(inside, action.emits ?? [], { row, moment, fresh: false, outcome });
    await record(inside, register, name, row, { ...difference(register, before, row), ...outcome?.detail });
    return row;
  });
}

/**
 * The form's values, the new state, what follows by itself, and what the server prepares: the later win. The moment is the
 * one that guards see: a value of now must not lie after it.
 */
async function consequentValues(
  ctx: Context,
  { register, effects }: ServedRegister,
  name: string,
  { before, given, moment }: { before: AnyRow; given: Values; moment: Moment },
): Promise<Values> {
  const action = actionOf(register, name);
  const state = action.to === undefined ? {} : { state: action.to };
  const asked = { ...given, ...state };
  const follows = action.sets?.({ ...before, ...asked }, moment);
  const prepared = await effects[name]?.prepare?.(ctx, given, before);
  return { ...asked, ...follows, ...prepared };
}

function actionOf(register: AnyRegister, name: string): Action {
  const action: Action | undefined = register.actions[name];
  if (!action) throw new Error(`register ${register.id} has no action ${name}`);
  return action;
}

function initialValues(register: AnyRegister): Values {
  const initial = Object.entries(register.fields as Record<string, Field>)
    .filter(([, field]) => field.initial !== undefined)
    .map(([name, field]) => [name, field.kind.schema(field.options).parse(field.initial)]);
  return { ...Object.fromEntries(initial), ...(register.states && { state: register.states.initial }) };
}

function refuseOwnCause({ principal }: Context, notBy: readonly string[] | undefined, row: Values): void {
  if (isOwnCause(notBy, row, principal)) fail(registerErrors.OWN_CAUSE());
}

function assertVersion(before: AnyRow, version: number): void {
  if ((before.version ?? 1) !== version) fail(registerErrors.ROW_CHANGED());
}

function assertEditable({ states }: AnyRegister, row: AnyRow): void {
  if (!states || states.editable.includes(row.state)) return;
  fail(registerErrors.NOT_EDITABLE({ state: states.titles[row.state] }));
}

function assertMove({ states }: AnyRegister, action: Action, row: AnyRow): void {
  if (isMove(action, row.state)) return;
  fail(registerErrors.ILLEGAL_MOVE({ state: states?.titles[row.state], action: action.title }));
}

function refuse(problems: readonly Problem[] | undefined): void {
  if (problems && problems.length > 0) fail(problems);
}

function record(ctx: Context, register: AnyRegister, operation: string, row: AnyRow, detail: Values): Promise<void> {
  const ord = register.scope.ord === undefined ? null : row[register.scope.ord];
  return audit(ctx, {
    action: `${register.id}.${operation}`,
    register: register.id,
    rowId: row.id,
    institutionOrd: typeof ord === 'number' ? ord : null,
    detail,
  });
}

function difference(register: AnyRegister, before: AnyRow, after: AnyRow): { before: Values; after: Values } {
  return { before: changed(register, after, before), after: changed(register, before, after) };
}

/** The fields of `row` that are not as in `other`; a row without counterpart is shown by what it has. */
function changed(register: AnyRegister, other: Values, row: AnyRow): Values {
  const names = [...Object.keys(register.fields), 'state'];
  const differing = names.filter((name) => comparable(row[name]) !== comparable(other[name]));
  return masked(register, Object.fromEntries(differing.map((name) => [name, row[name]])));
}
