import type { Principal } from '../access/principal.ts';
import type { Problem } from '../errors/problem.ts';
import { registerErrors } from './errors.ts';
import type { Action, AnyRegister } from './register.ts';

/** Whether the action is possible in this state. */
export function isMove(action: Action, state: string | undefined): boolean {
  return action.from === undefined || (state !== undefined && action.from.includes(state));
}

/** Whether one of the columns `notBy` names the principal: he would write, approve or judge in his own cause. */
export function isOwnCause(
  notBy: readonly string[] | undefined,
  row: Record<string, unknown>,
  principal: Principal | null,
): boolean {
  const staffId = principal?.staffId;
  return staffId != null && (notBy ?? []).some((column) => row[column] === staffId);
}

/** A problem at each field that the action needs and the row lacks. */
export function missingFields(register: AnyRegister, action: Action, row: Record<string, unknown>): Problem[] {
  return (action.requires ?? [])
    .filter((name) => row[name] === null || row[name] === undefined || row[name] === '')
    .map((name) => registerErrors.FIELD_NEEDED({ field: register.fields[name].label, action: action.title }, name));
}

/** The states that can be reached from the initial one. */
export function reachableStates(register: AnyRegister): Set<string> {
  const reached = new Set<string>(register.states ? [register.states.initial] : []);
  const actions = Object.values(register.actions as Record<string, Action>);
  for (let before = -1; before !== reached.size; ) {
    before = reached.size;
    for (const { from, to } of actions) {
      if (to !== undefined && from?.some((state) => reached.has(state))) reached.add(to);
    }
  }
  return reached;
}
