import { Input } from 'antd';
import { moneyText } from '../kit/money.ts';
import { Money } from '../kit/money.tsx';
import type { CellProps, FieldComponents, InputProps } from './field.ts';
import { rangeConditions } from './range.ts';
import { NumberRangeFilter } from './range-filter.tsx';

/** Yuan as text, never a float; what one typed reads back in 万元 beside it. */
function MoneyInput({ id, value, onChange }: InputProps<string>) {
  const read = value == null ? null : moneyText(value);
  return (
    <Input
      id={id}
      inputMode="decimal"
      value={value ?? ''}
      suffix={read?.unit === '万元' ? `元 = ${read.text} 万元` : '元'}
      onChange={(event) => onChange?.(event.target.value.replace(/[,,\s]/g, '') || null)}
      style={{ maxWidth: 320 }}
    />
  );
}

function readMoney(text: string): string | null {
  return /^-?\d+(\.\d{1,2})?$/.test(text) ? text : null;
}

export const money: FieldComponents = {
  Input: MoneyInput,
  Cell: ({ value }: CellProps) => <Money yuan={value as string | null} />,
  filter: { Control: NumberRangeFilter, conditions: (text) => rangeConditions(text, readMoney) },
  width: 144,
  align: 'right',
};
