import type { FieldComponents, FilterProps, InputProps } from './field.ts';

/** A breach is not searched for: the form is opened from it, so its field only says by which rule it is. */
function Input({ value, valueLabel }: InputProps<number>) {
  return <span>{valueLabel ?? value ?? '—'}</span>;
}

/** Lists are not narrowed to one breach by hand; links carry the filter in the address. */
function Filter(_props: FilterProps) {
  return null;
}

export const breach: FieldComponents = {
  Input,
  Cell: ({ value, valueLabel }) => <>{valueLabel ?? (value == null ? '—' : String(value))}</>,
  filter: {
    Control: Filter,
    conditions: (text) => (/^\d+$/.test(text) ? [{ op: 'eq', value: Number(text) }] : []),
  },
  width: 88,
};
