import { InstitutionTree } from '../kit/institution-tree.tsx';
import { referenceField } from './reference.tsx';

export const institution = referenceField(InstitutionTree, 160);
