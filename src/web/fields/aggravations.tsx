import { Select } from 'antd';
import type { CellProps, FieldComponents, InputProps } from './field.ts';
import { usePointsTables } from './points-tables.ts';

function useCircumstances(): { value: string; label: string }[] {
  const all = usePointsTables().flatMap(({ aggravations }) =>
    aggravations.map(({ id, label, factor }) => ({ value: id, label: `${label}（×${factor}）` })),
  );
  return [...new Map(all.map((one) => [one.value, one])).values()];
}

function CircumstancesInput({ id, value, onChange }: InputProps<string[]>) {
  return (
    <Select
      id={id}
      mode="multiple"
      options={useCircumstances()}
      placeholder="没有则不选"
      value={value ?? []}
      onChange={(next: string[]) => onChange?.(next)}
    />
  );
}

function CircumstancesCell({ value }: CellProps) {
  const known = useCircumstances();
  const chosen = Array.isArray(value) ? value.map(String) : [];
  const labels = chosen.map((id) => known.find((one) => one.value === id)?.label ?? id);
  return <>{labels.length === 0 ? '无' : labels.join('、')}</>;
}

export const aggravations: FieldComponents = {
  Input: CircumstancesInput,
  Cell: CircumstancesCell,
  filter: { Control: () => null, conditions: () => [] },
  width: 144,
};
