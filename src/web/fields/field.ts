import type { ComponentType } from 'react';
import type { Field, FilterOperator } from '../../kernel/register/public.ts';

/** A field's control in a form: the form gives `id`, `value` and `onChange`. */
export type InputProps<Value = unknown> = {
  field: Field;
  id?: string;
  value?: Value | null;
  onChange?: (value: Value | null) => void;
  /** How the present value of a reference reads. */
  valueLabel?: string | null;
};

export type CellProps = {
  field: Field;
  /** The value as JSON brings it; of personal data its masked text. */
  value: unknown;
  /** Of references: the name beside the id. */
  valueLabel?: string | null;
};

/** A filter's value is one text, so that it can stand in the address. */
export type FilterProps = {
  field: Pick<Field, 'label' | 'options'>;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
};

export type Condition = { op: FilterOperator; value: unknown };

export type FieldFilter = {
  Control: ComponentType<FilterProps>;
  /** The server's conditions for the text in the address, days meant in the bank's zone; none for a text that means nothing. */
  conditions: (text: string, zone: string) => Condition[];
};

/** The web half of a field kind. Nothing outside its own file asks which kind it is. */
export type FieldComponents = {
  // biome-ignore lint/suspicious/noExplicitAny: each kind's own value type meets the form's untyped one here
  Input: ComponentType<InputProps<any>>;
  Cell: ComponentType<CellProps>;
  filter: FieldFilter;
  /** Of its column in a table, pixels. */
  width: number;
  align?: 'right';
};
