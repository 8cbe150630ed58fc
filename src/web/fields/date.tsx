import { parseCivilDate } from '../../kernel/calendar/index.ts';
import { CivilDate } from '../kit/civil-date.tsx';
import { DateInput } from '../kit/date-input.tsx';
import type { CellProps, FieldComponents, InputProps } from './field.ts';
import { rangeConditions } from './range.ts';
import { DateRangeFilter } from './range-filter.tsx';

function DateFieldInput({ field: _field, valueLabel: _label, ...props }: InputProps<string>) {
  return <DateInput {...props} />;
}

export const date: FieldComponents = {
  Input: DateFieldInput,
  Cell: ({ value }: CellProps) => <CivilDate date={value as string | null} />,
  filter: { Control: DateRangeFilter, conditions: (text) => rangeConditions(text, parseCivilDate) },
  width: 156,
};
