import { InputNumber } from 'antd';
import type { FieldComponents, InputProps } from './field.ts';
import { rangeConditions } from './range.ts';
import { NumberRangeFilter } from './range-filter.tsx';
import { TextCell } from './text-controls.tsx';

function IntegerInput({ id, field, value, onChange }: InputProps<number>) {
  const { min, max } = field.options;
  return (
    <InputNumber
      id={id}
      {...(typeof min === 'number' ? { min } : {})}
      {...(typeof max === 'number' ? { max } : {})}
      precision={0}
      value={value ?? null}
      onChange={(next) => onChange?.(next)}
      style={{ width: 160 }}
    />
  );
}

function readInteger(text: string): number | null {
  return /^-?\d+$/.test(text) ? Number(text) : null;
}

export const integer: FieldComponents = {
  Input: IntegerInput,
  Cell: TextCell,
  filter: { Control: NumberRangeFilter, conditions: (text) => rangeConditions(text, readInteger) },
  width: 88,
  align: 'right',
};
