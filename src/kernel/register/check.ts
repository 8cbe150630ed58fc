import { type Grants, RELATIONS, type Relation } from './access.ts';
import type { Action, AnyRegister } from './register.ts';

/** Throws, naming the register, when a declaration contradicts itself. Types cannot say these. */
export function assertSound(register: AnyRegister): void {
  const faults = [...accessFaults(register), ...stateFaults(register), ...listFaults(register)];
  if (faults.length > 0) throw new Error(`register ${register.id}: ${faults.join('; ')}`);
}

function accessFaults({ access, actions, scope }: AnyRegister): string[] {
  const supported: Record<Relation, boolean> = {
    bank: true,
    institution: scope.ord !== undefined,
    self: scope.self !== undefined,
    custody: scope.custody !== undefined,
    assistance: scope.assistance !== undefined,
  };
  const tables: [string, Grants][] = [
    ...Object.entries(access as Record<string, Grants>),
    ...Object.entries(actions as Record<string, Action>).map(([id, action]): [string, Grants] => [id, action.who]),
  ];
  return tables.flatMap(([operation, grants]) =>
    RELATIONS.filter((relation) => !supported[relation] && Object.values(grants).flat().includes(relation)).map(
      (relation) => `${operation} grants '${relation}', but scope does not say where a row has it`,
    ),
  );
}

function stateFaults({ states, actions, storage }: AnyRegister): string[] {
  const known = new Set(Object.keys(states?.titles ?? {}));
  return Object.entries(actions as Record<string, Action>).flatMap(([id, action]) => {
    const named = [...(action.from ?? []), ...(action.to === undefined ? [] : [action.to])];
    const faults = named.filter((state) => !known.has(state)).map((state) => `${id} names unknown state '${state}'`);
    if (states && !action.from?.length) faults.push(`${id} needs from`);
    if (action.ends && storage !== 'ledger') faults.push(`${id} ends a row, which only a ledger can`);
    return faults;
  });
}

function listFaults({ fields, list }: AnyRegister): string[] {
  return list.order
    .filter(({ by }: { by: string }) => by !== 'id' && !fields[by]?.required)
    .map(({ by }: { by: string }) => `list is ordered by '${by}', which may be empty: keyset paging needs a value`);
}
