import type { ComponentType } from 'react';
import type { CellProps, FieldComponents, FilterProps, InputProps } from './field.ts';

type Picker = ComponentType<{
  id?: string;
  value?: number | null;
  onChange?: (value: number | null) => void;
  valueLabel?: string | null;
  placeholder?: string;
}>;

/** A kind that points at a row: chosen by search, shown by its name. */
export function referenceField(Picker: Picker, width: number): FieldComponents {
  function Input({ field: _field, ...props }: InputProps<number>) {
    return <Picker {...props} />;
  }
  function Cell({ value, valueLabel }: CellProps) {
    return <>{valueLabel ?? (value == null ? '—' : String(value))}</>;
  }
  function Filter({ field, value, onChange }: FilterProps) {
    return (
      <Picker
        placeholder={field.label}
        value={value === undefined ? null : Number(value)}
        onChange={(next) => onChange(next === null ? undefined : String(next))}
      />
    );
  }
  return {
    Input,
    Cell,
    filter: { Control: Filter, conditions: (text) => (/^\d+$/.test(text) ? [{ op: 'eq', value: Number(text) }] : []) },
    width,
  };
}
