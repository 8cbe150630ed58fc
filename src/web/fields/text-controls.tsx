import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { isPlainEnter } from '../kit/keys.ts';
import type { CellProps, FilterProps, InputProps } from './field.ts';

/** Values and cells that are simply text. */
export function TextCell({ value }: CellProps) {
  return <>{value === null || value === undefined || value === '' ? '—' : String(value)}</>;
}

export function LineInput({ id, field, value, onChange }: InputProps<string>) {
  const max = typeof field.options.max === 'number' ? field.options.max : undefined;
  return (
    <Input
      id={id}
      maxLength={max}
      value={value ?? ''}
      autoComplete="off"
      onChange={(event) => onChange?.(event.target.value === '' ? null : event.target.value)}
    />
  );
}

/** Text to look for; taken with Enter or when leaving the box. */
export function TextFilter({ field, value, onChange }: FilterProps) {
  const [text, setText] = useState(value ?? '');
  useEffect(() => setText(value ?? ''), [value]);
  const take = () => onChange(text.trim() === '' ? undefined : text.trim());
  return (
    <Input
      placeholder={field.label}
      aria-label={field.label}
      allowClear
      style={{ width: 140 }}
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        if (event.target.value === '') onChange(undefined);
      }}
      onBlur={take}
      onKeyDown={(event) => {
        if (isPlainEnter(event.nativeEvent)) take();
      }}
    />
  );
}

export const containsFilter = {
  Control: TextFilter,
  conditions: (text: string) => [{ op: 'contains' as const, value: text }],
};

/** Personal data is found by its whole value only. */
export const wholeValueFilter = {
  Control: TextFilter,
  conditions: (text: string) => [{ op: 'eq' as const, value: text }],
};
