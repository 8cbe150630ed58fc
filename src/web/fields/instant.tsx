import { addDays, parseCivilDate, startOfDay } from '../../kernel/calendar/index.ts';
import { Instant } from '../kit/civil-date.tsx';
import { InstantInput } from '../kit/date-input.tsx';
import type { CellProps, Condition, FieldComponents, InputProps } from './field.ts';
import { readRange } from './range.ts';
import { DateRangeFilter } from './range-filter.tsx';

function InstantFieldInput({ field: _field, valueLabel: _label, ...props }: InputProps<string>) {
  return <InstantInput {...props} />;
}

/** Whole days of the bank, from the first one's midnight to before the midnight after the last. */
function dayConditions(text: string, zone: string): Condition[] {
  const { from, to } = readRange(text);
  const [first, last] = [parseCivilDate(from), parseCivilDate(to)];
  const conditions: Condition[] = [];
  if (first !== null) conditions.push({ op: 'gte', value: startOfDay(first, zone).toISOString() });
  if (last !== null) conditions.push({ op: 'lt', value: startOfDay(addDays(last, 1), zone).toISOString() });
  return conditions;
}

export const instant: FieldComponents = {
  Input: InstantFieldInput,
  Cell: ({ value }: CellProps) => <Instant at={value as string | null} />,
  filter: { Control: DateRangeFilter, conditions: dayConditions },
  width: 192,
};
