import { type FieldSpec, fieldOf } from '../field.ts';
import { referenceKind } from './reference.ts';

export const institutionKind = referenceKind('institution', {
  register: 'institution',
  table: 'institution',
  label: 'name',
});

/** An institution, by id; answers carry the name beside it as `<field>_label`. */
export function institution<const C extends FieldSpec>(spec: C) {
  return fieldOf<number, number, C>(institutionKind, spec);
}
