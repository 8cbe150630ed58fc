import { type FieldSpec, fieldOf } from '../field.ts';
import { referenceKind } from './reference.ts';

export const measureKind = referenceKind('measure', { register: 'measure', table: 'measure', label: 'no' });

/** A measure, by id; answers carry its number beside it as `<field>_label`. */
export function measure<const C extends FieldSpec>(spec: C) {
  return fieldOf<number, number, C>(measureKind, spec);
}
