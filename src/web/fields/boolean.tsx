import { Checkbox, Select } from 'antd';
import type { CellProps, FieldComponents, FilterProps, InputProps } from './field.ts';

function BooleanInput({ id, field, value, onChange }: InputProps<boolean>) {
  return (
    <Checkbox id={id} checked={value === true} onChange={(event) => onChange?.(event.target.checked)}>
      {field.label}
    </Checkbox>
  );
}

function BooleanCell({ value }: CellProps) {
  if (value === null || value === undefined) return <>—</>;
  return <>{value === true ? '✓ 是' : '否'}</>;
}

function BooleanFilter({ field, value, onChange }: FilterProps) {
  return (
    <Select
      placeholder={field.label}
      aria-label={field.label}
      allowClear
      style={{ width: 112 }}
      value={value ?? null}
      options={[
        { value: 'true', label: `${field.label}：是` },
        { value: 'false', label: `${field.label}：否` },
      ]}
      onChange={(next: string | null | undefined) => onChange(next ?? undefined)}
    />
  );
}

export const boolean: FieldComponents = {
  Input: BooleanInput,
  Cell: BooleanCell,
  filter: { Control: BooleanFilter, conditions: (text) => [{ op: 'eq', value: text === 'true' }] },
  width: 88,
};
