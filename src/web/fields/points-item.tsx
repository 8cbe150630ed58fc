import { Select } from 'antd';
import type { CellProps, FieldComponents, FilterProps, InputProps } from './field.ts';
import { usePointsTables } from './points-tables.ts';

const costOf = ({ points, disqualifies }: { points: string; disqualifies: boolean }) =>
  disqualifies ? '取消资格' : `${points} 分`;

/** What the regulation calls a fault and what it costs, by table. */
function useItems() {
  return usePointsTables().map(({ id: table, title, items }) => ({
    label: title,
    options: items.map((item) => ({ value: `${table}/${item.id}`, label: `${item.label}（${costOf(item)}）` })),
  }));
}

function ItemInput({ id, value, onChange }: InputProps<string>) {
  return (
    <Select
      id={id}
      options={useItems()}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder="请选择过错项目"
      value={value ?? null}
      onChange={(next: string | null | undefined) => onChange?.(next ?? null)}
    />
  );
}

function ItemCell({ value }: CellProps) {
  const found = useItems()
    .flatMap(({ options }) => options)
    .find((option) => option.value === value);
  return <>{found?.label ?? (value == null ? '—' : String(value))}</>;
}

function ItemFilter({ field, value, onChange }: FilterProps) {
  return (
    <Select
      placeholder={field.label}
      aria-label={field.label}
      allowClear
      style={{ minWidth: 160 }}
      options={useItems()}
      value={value ?? null}
      onChange={(next: string | null | undefined) => onChange(next ?? undefined)}
    />
  );
}

export const pointsItem: FieldComponents = {
  Input: ItemInput,
  Cell: ItemCell,
  filter: { Control: ItemFilter, conditions: (text) => [{ op: 'eq', value: text }] },
  width: 208,
};
