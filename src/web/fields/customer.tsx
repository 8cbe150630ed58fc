import { CustomerPicker } from '../kit/pickers.tsx';
import { referenceField } from './reference.tsx';

export const customer = referenceField(CustomerPicker, 216);
