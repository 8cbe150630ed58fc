import { type FieldSpec, fieldOf } from '../field.ts';
import { referenceKind } from './reference.ts';

export const incidentKind = referenceKind('incident', { register: 'incident', table: 'incident', label: 'no' });

/** An incident, by id; answers carry its number beside it as `<field>_label`. */
export function incident<const C extends FieldSpec>(spec: C) {
  return fieldOf<number, number, C>(incidentKind, spec);
}
