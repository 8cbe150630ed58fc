import type { z } from 'zod';

/** Comparisons that a list may filter by; the server turns each into SQL, the web into an input. `within`: in the subtree. */
export const FILTER_OPERATORS = ['eq', 'in', 'contains', 'gte', 'lte', 'lt', 'empty', 'within'] as const;
export type FilterOperator = (typeof FILTER_OPERATORS)[number];

/** Options of one field that only its kind understands. */
export type KindOptions = Readonly<Record<string, unknown>>;

/** The rows that a reference points at: the register, its table, the column that names a row, and that of its number. */
export type ReferenceTarget = { register: string; table: string; label: string; number?: string };

/**
 * The pure half of a field kind; the other half (input, cell, filter) is in `src/web/fields/` under the same id.
 * `V` is the value as the database gives it. Nothing outside the kind's own files asks which kind it is.
 */
export type FieldKind<V = unknown> = {
  id: string;
  /** The column's type as PostgreSQL's `format_type` writes it. */
  column: string;
  /** From the JSON of a request to the column's value; null is the caller's matter. */
  schema(options: KindOptions): z.ZodType<V>;
  /** The JSON of a response, for the OpenAPI document. */
  output(options: KindOptions): z.ZodType;
  /** The value as a person reads it in a cell or on paper; instants in `zone`. Takes the JSON form too. */
  format(value: V, options: KindOptions, zone: string): string;
  filters: readonly FilterOperator[];
  excel: ExcelCodec<V>;
  /** What is shown of personal data until it is revealed. Kinds without it hide the whole value. */
  mask?(value: string): string;
  references?: ReferenceTarget;
  /** The prefix under which the server draws the next number when the value is left out. */
  numbered?(options: KindOptions): string;
};

export type ExcelCodec<V> = {
  /**
   * A cell's text (dates as `2026-03-05`, also with the midnight of a date cell; numbers as written; instants as a clock in
   * `zone`) to what `schema` takes; null for an empty cell.
   */
  parse(text: string, options: KindOptions, zone: string): unknown;
  /** What a cell should hold, for whoever fills in the file: `日期，如 2026-03-05`. */
  expected(options: KindOptions): string;
  /** The value to a cell; instants in `zone`. */
  write(value: V, options: KindOptions, zone: string): string | number;
};

/** For kinds whose cell is simply their text. */
export const plainText: ExcelCodec<string> = {
  parse: (text) => text.trim() || null,
  expected: () => '文字',
  write: (value) => value,
};
