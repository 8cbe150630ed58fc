import type { FieldComponents, InputProps } from './field.ts';
import { containsFilter, TextCell } from './text-controls.tsx';

/** The server draws the number; a form only shows it. */
function DrawnNumber({ value }: InputProps<string>) {
  return <>{value ?? '提交后自动编号'}</>;
}

export const serialNo: FieldComponents = {
  Input: DrawnNumber,
  Cell: TextCell,
  filter: containsFilter,
  width: 168,
};
