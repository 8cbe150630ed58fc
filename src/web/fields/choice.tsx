import { Radio, Select } from 'antd';
import type { KindOptions } from '../../kernel/register/public.ts';
import type { CellProps, FieldComponents, FieldFilter, FilterProps, InputProps } from './field.ts';

const mostRadios = 4;

function choicesOf(options: KindOptions): { value: string; label: string }[] {
  const values = options.values as Readonly<Record<string, string>>;
  return Object.entries(values).map(([value, label]) => ({ value, label }));
}

/** A few choices are all in sight; more are in a list. */
function ChoiceInput({ id, field, value, onChange }: InputProps<string>) {
  const choices = choicesOf(field.options);
  if (choices.length <= mostRadios) {
    return (
      <Radio.Group
        id={id}
        options={choices}
        value={value ?? null}
        onChange={(event) => onChange?.(event.target.value)}
      />
    );
  }
  return (
    <Select
      id={id}
      options={choices}
      allowClear={!field.required}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder="请选择"
      value={value ?? null}
      onChange={(next: string | null | undefined) => onChange?.(next ?? null)}
    />
  );
}

function ChoiceCell({ field, value }: CellProps) {
  const found = choicesOf(field.options).find((choice) => choice.value === value);
  return <>{found?.label ?? (value == null ? '—' : String(value))}</>;
}

function ChoiceFilter({ field, value, onChange }: FilterProps) {
  return (
    <Select
      mode="multiple"
      maxTagCount={1}
      placeholder={field.label}
      aria-label={field.label}
      allowClear
      style={{ minWidth: 132 }}
      options={choicesOf(field.options)}
      value={value === undefined ? [] : value.split(',')}
      onChange={(next: string[]) => onChange(next.length === 0 ? undefined : next.join(','))}
    />
  );
}

/** Also filters a register by its state. */
export const choiceFilter: FieldFilter = {
  Control: ChoiceFilter,
  conditions: (text) => [{ op: 'in', value: text.split(',') }],
};

export const choice: FieldComponents = { Input: ChoiceInput, Cell: ChoiceCell, filter: choiceFilter, width: 112 };
