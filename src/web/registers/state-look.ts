import type { AnyRegister } from '../../kernel/register/public.ts';
import type { StatusLook } from '../kit/status.ts';

/**
 * How a row's state is shown; null for states that the register does not know. A register's states carry no judgement,
 * hence no colour: what somebody still has to move is half full, what is at its end is full and recedes.
 */
export function stateLook(register: AnyRegister, state: string): StatusLook | null {
  const titles: Readonly<Record<string, string>> = register.states?.titles ?? {};
  const word = titles[state];
  if (word === undefined) return null;
  const actions: readonly { from?: readonly string[] }[] = Object.values(register.actions);
  const moves = actions.some(({ from }) => from?.includes(state) ?? false);
  return moves ? { word, mark: '◐', tone: 'plain' } : { word, mark: '●', tone: 'faint' };
}
