import type { AnyRegister } from '../../kernel/register/public.ts';
import { choiceFilter } from '../fields/choice.tsx';
import type { FieldFilter } from '../fields/field.ts';
import { componentsOf } from '../fields/index.ts';
import type { Filter } from '../kit/filter-bar.tsx';
import type { Column } from '../kit/table-columns.ts';
import type { Filters } from './list-query.ts';
import { fieldOf, type RegisterRow } from './register-api.ts';
import { RegisterState, RegisterValue } from './register-value.tsx';

/** The row's name, its state beside it, the list's other columns, then every other field to choose. */
export function registerColumns(register: AnyRegister): Column<RegisterRow>[] {
  const usual: readonly string[] = register.list.columns;
  const others = Object.keys(register.fields).filter(
    (name) => !usual.includes(name) && !fieldOf(register, name).hidden,
  );
  const toColumn = (name: string): Column<RegisterRow> => {
    const { width, align } = componentsOf(fieldOf(register, name));
    return {
      key: name,
      title: fieldOf(register, name).label,
      width,
      align,
      optional: !usual.includes(name),
      cell: (row) => <RegisterValue register={register} row={row} name={name} />,
    };
  };
  const state: Column<RegisterRow>[] =
    register.states === undefined
      ? []
      : [{ key: 'state', title: '状态', width: 112, cell: (row) => <RegisterState register={register} row={row} /> }];
  const [name, ...more] = [...usual, ...others].map(toColumn);
  return name === undefined ? state : [name, ...state, ...more];
}

/** The declared filters, and of registers with states the state. */
export function registerFilters(register: AnyRegister): Filters {
  const names: readonly string[] = register.list.filters;
  const declared = names.map((name): [string, FieldFilter] => [name, componentsOf(fieldOf(register, name)).filter]);
  return Object.fromEntries(register.states === undefined ? declared : [...declared, ['state', choiceFilter]]);
}

/** The controls of these filters for the FilterBar. */
export function filterControls(register: AnyRegister, filters: Filters): Filter[] {
  return Object.entries(filters).map(([name, { Control }]) => {
    const field =
      name === 'state' && register.states !== undefined
        ? { label: '状态', options: { values: register.states.titles } }
        : fieldOf(register, name);
    return {
      name,
      label: field.label,
      input: (value, onChange) => <Control field={field} value={value} onChange={onChange} />,
    };
  });
}
