import type { AnyRegister } from '../../kernel/register/public.ts';
import { componentsOf } from '../fields/index.ts';
import { FormField } from '../kit/form-field.tsx';
import { fieldOf, labelOf, type RegisterRow } from './register-api.ts';

/** The named fields as FormFields. `required` names those that must be filled beyond what the register demands. */
export function RegisterFields({
  register,
  names,
  row,
  required = [],
}: {
  register: AnyRegister;
  names: readonly string[];
  row?: RegisterRow;
  required?: readonly string[];
}) {
  return names.map((name) => {
    const field = fieldOf(register, name);
    const { Input } = componentsOf(field);
    return (
      <FormField
        key={name}
        name={name}
        label={field.label}
        required={field.required || required.includes(name)}
        help={field.help ?? undefined}
      >
        <Input field={field} valueLabel={row === undefined ? null : labelOf(row, name)} />
      </FormField>
    );
  });
}
