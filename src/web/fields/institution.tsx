import { InstitutionTree } from '../kit/institution-tree.tsx';
import type { FieldComponents } from './field.ts';
import { referenceField } from './reference.tsx';

const reference = referenceField(InstitutionTree, 160);

/** Who filters by an institution means all that lies below it too. */
export const institution: FieldComponents = {
  ...reference,
  filter: {
    ...reference.filter,
    conditions: (text) => (/^\d+$/.test(text) ? [{ op: 'within', value: Number(text) }] : []),
  },
};
