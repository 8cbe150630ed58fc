import { fieldOf } from '../field.ts';
import type { FieldKind } from '../kind.ts';
import { businessNoKind } from './business-no.ts';

export const serialNoKind: FieldKind<string> = {
  ...businessNoKind,
  id: 'serialNo',
  numbered: ({ prefix }) => String(prefix),
};

/** A number that the server draws: `prefix`, the day, a running number: `ZF20260305-1042`. */
export function serialNo<const S extends { label: string; prefix: string }>(spec: S) {
  return fieldOf<string, string, S & { required: true; by: 'server' }>(serialNoKind, {
    ...spec,
    required: true,
    by: 'server',
  });
}
