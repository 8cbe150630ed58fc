import { DateInput } from '../kit/date-input.tsx';
import type { FilterProps } from './field.ts';
import { readRange, writeRange } from './range.ts';
import { TextFilter } from './text-controls.tsx';

/** Two dates, both included; either may be open. */
export function DateRangeFilter({ field, value, onChange }: FilterProps) {
  const range = readRange(value);
  return (
    <>
      <DateInput
        label={`${field.label}自`}
        value={range.from || null}
        onChange={(from) => onChange(writeRange({ ...range, from: from ?? '' }))}
      />
      <span>至</span>
      <DateInput
        label={`${field.label}至`}
        value={range.to || null}
        onChange={(to) => onChange(writeRange({ ...range, to: to ?? '' }))}
      />
    </>
  );
}

/** Two numbers, both included; either may be open. */
export function NumberRangeFilter({ field, value, onChange }: FilterProps) {
  const range = readRange(value);
  return (
    <>
      <TextFilter
        field={{ ...field, label: `${field.label} ≥` }}
        value={range.from || undefined}
        onChange={(from = '') => onChange(writeRange({ ...range, from }))}
      />
      <span>至</span>
      <TextFilter
        field={{ ...field, label: '≤' }}
        value={range.to || undefined}
        onChange={(to = '') => onChange(writeRange({ ...range, to }))}
      />
    </>
  );
}
