import { Input } from 'antd';
import type { FieldComponents, InputProps } from './field.ts';
import { TextCell, wholeValueFilter } from './text-controls.tsx';

function PhoneInput({ id, value, onChange }: InputProps<string>) {
  return (
    <Input
      id={id}
      type="tel"
      inputMode="tel"
      value={value ?? ''}
      onChange={(event) => onChange?.(event.target.value === '' ? null : event.target.value)}
    />
  );
}

export const phone: FieldComponents = { Input: PhoneInput, Cell: TextCell, filter: wholeValueFilter, width: 136 };
