import { type FieldSpec, fieldOf } from '../field.ts';
import { referenceKind } from './reference.ts';

export const breachKind = referenceKind('breach', { register: 'breach', table: 'breach', label: 'rule_id' });

/** A breach, by id; answers carry its rule beside it as `<field>_label`. */
export function breach<const C extends FieldSpec>(spec: C) {
  return fieldOf<number, number, C>(breachKind, spec);
}
