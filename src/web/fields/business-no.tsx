import type { FieldComponents } from './field.ts';
import { containsFilter, LineInput, TextCell } from './text-controls.tsx';

export const businessNo: FieldComponents = { Input: LineInput, Cell: TextCell, filter: containsFilter, width: 128 };
