import { type FieldSpec, fieldOf } from '../field.ts';
import type { FieldKind } from '../kind.ts';
import { referenceKind } from './reference.ts';

const reference = referenceKind('institution', {
  register: 'institution',
  table: 'institution',
  label: 'name',
  number: 'no',
});

export const institutionKind: FieldKind<number> = { ...reference, filters: [...reference.filters, 'within'] };

/** An institution, by id; answers carry the name beside it as `<field>_label`. */
export function institution<const C extends FieldSpec>(spec: C) {
  return fieldOf<number, number, C>(institutionKind, spec);
}
