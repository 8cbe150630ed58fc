import { z } from 'zod';
import { type CivilDate, parseCivilDate } from '../../calendar/civil-date.ts';
import { type FieldSpec, fieldOf } from '../field.ts';
import type { FieldKind } from '../kind.ts';

const CIVIL_DATE = z.custom<CivilDate>((value) => typeof value === 'string' && parseCivilDate(value) !== null, {
  error: (issue) => (issue.input === undefined || issue.input === '' ? '请填写此项' : '应为日期，如 2026-03-05'),
});

export const dateKind: FieldKind<CivilDate> = {
  id: 'date',
  column: 'date',
  schema: () => CIVIL_DATE,
  output: () => z.iso.date(),
  format: (value) => value,
  filters: ['gte', 'lte', 'eq', 'empty'],
  excel: {
    /** `2026/3/5` is what Excel shows, with the midnight of a date cell what it stores; months and days may be one digit. */
    parse(text) {
      const match = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]00:00(?::00)?)?$/.exec(text.trim());
      if (!match) return text.trim() || null;
      const [, year, month = '', day = ''] = match;
      return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    },
    expected: () => '日期，如 2026-03-05',
    write: (value) => value,
  },
};

/** A civil date, `YYYY-MM-DD`. */
export function date<const C extends FieldSpec>(spec: C) {
  return fieldOf<CivilDate, string, C>(dateKind, spec);
}
