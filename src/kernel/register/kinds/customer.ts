import { type FieldSpec, fieldOf } from '../field.ts';
import { referenceKind } from './reference.ts';

export const customerKind = referenceKind('customer', {
  register: 'customer',
  table: 'customer',
  label: 'name',
  number: 'no',
});

/** A customer, by id; answers carry the name beside it as `<field>_label`. */
export function customer<const C extends FieldSpec>(spec: C) {
  return fieldOf<number, number, C>(customerKind, spec);
}
