import { type Action, type AnyRegister, isMove } from '../../src/kernel/register/public.ts';
import { isAllowed, type Person, type Planted, type Rules, sampleOf } from './grid.ts';
import type { RegisterRow } from './table.ts';

/**
 * What a person may do, one decision each: `read 7`, `act approve 7`, `clear phone 7` (sees that field unmasked). The product
 * is asked for the same set over HTTP, in process and by SQL; what it has too much is a leak, too little a wrongful refusal.
 */
export type Decisions = Set<string>;

/** Actions that this state lets happen; which those are is the register's business, not the access table's. */
export function possibleActs(register: AnyRegister, state: string | undefined): string[] {
  const actions = Object.entries(register.actions as Record<string, Action>);
  return actions.filter(([, action]) => isMove(action, state)).map(([name]) => name);
}

export function isEditable({ states }: AnyRegister, state: string | undefined): boolean {
  return !states || states.editable.includes(state);
}

/** Personal fields whose value the answer shows as it was planted. */
export function shownInClear(
  register: AnyRegister,
  { masked = [] }: RegisterRow,
  answer: Record<string, unknown>,
  index: number,
): string[] {
  return masked.filter((name) => answer[name] === sampleOf(name, register.fields[name], index));
}

/** The table's answer. */
export function expectedDecisions(
  register: AnyRegister,
  rules: Rules,
  person: Person,
  { rows, state }: { rows: readonly Planted[]; state: string | undefined },
): Decisions {
  const decisions: Decisions = new Set();
  for (const row of rows) {
    const say = (word: string) => decisions.add(`${word} ${row.id}`);
    if (isAllowed(rules.create, person, row)) say('create');
    if (isAllowed(rules.export, person, row)) say('export');
    if (!isAllowed(rules.read, person, row)) continue;
    say('read');
    say('open');
    if (isEditable(register, state) && isAllowed(rules.update, person, row)) say('update');
    if (isAllowed(rules.reveal, person, row)) say('reveal');
    for (const name of possibleActs(register, state)) {
      const rule = rules.acts[name];
      if (rule && isAllowed(rule, person, row)) say(`act ${name}`);
    }
  }
  return decisions;
}

/** What the product granted too much (`+`) and refused wrongly (`-`), in words. */
export function differences(person: Person, expected: Decisions, found: Decisions): string[] {
  return [
    ...[...found].filter((one) => !expected.has(one)).map((one) => `+ ${person.name}: ${one}`),
    ...[...expected].filter((one) => !found.has(one)).map((one) => `- ${person.name}: ${one}`),
  ];
}
