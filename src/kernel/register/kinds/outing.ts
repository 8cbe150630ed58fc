import { type FieldSpec, fieldOf } from '../field.ts';
import { referenceKind } from './reference.ts';

export const outingKind = referenceKind('outing', { register: 'outing', table: 'outing', label: 'no' });

/** An outing, by id; answers carry its number beside it as `<field>_label`. */
export function outing<const C extends FieldSpec>(spec: C) {
  return fieldOf<number, number, C>(outingKind, spec);
}
