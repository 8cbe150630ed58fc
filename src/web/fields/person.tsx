import { PersonPicker } from '../kit/pickers.tsx';
import { referenceField } from './reference.tsx';

export const person = referenceField(PersonPicker, 96);
