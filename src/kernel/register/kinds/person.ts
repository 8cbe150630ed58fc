import { type FieldSpec, fieldOf } from '../field.ts';
import { referenceKind } from './reference.ts';

export const personKind = referenceKind('person', { register: 'staff', table: 'staff', label: 'name', number: 'no' });

/** A member of staff, by id; answers carry the name beside it as `<field>_label`. */
export function person<const C extends FieldSpec>(spec: C) {
  return fieldOf<number, number, C>(personKind, spec);
}
