import { Input } from 'antd';
import type { FieldComponents, InputProps } from './field.ts';
import { containsFilter, TextCell } from './text-controls.tsx';

function LongTextInput({ id, field, value, onChange }: InputProps<string>) {
  const max = typeof field.options.max === 'number' ? field.options.max : undefined;
  return (
    <Input.TextArea
      id={id}
      maxLength={max}
      autoSize={{ minRows: 3, maxRows: 12 }}
      value={value ?? ''}
      onChange={(event) => onChange?.(event.target.value === '' ? null : event.target.value)}
    />
  );
}

export const longText: FieldComponents = { Input: LongTextInput, Cell: TextCell, filter: containsFilter, width: 240 };
