import type { FieldComponents } from './field.ts';
import { LineInput, TextCell, wholeValueFilter } from './text-controls.tsx';

export const idNumber: FieldComponents = { Input: LineInput, Cell: TextCell, filter: wholeValueFilter, width: 184 };
