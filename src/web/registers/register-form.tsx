import type { AnyRegister } from '../../kernel/register/public.ts';
import { FormPage } from '../kit/form-page.tsx';
import { changedValues, formSections, givenValues, initialValues } from './form-values.ts';
import { type RegisterRow, registerApi, type Values, versionOf } from './register-api.ts';
import { RegisterFields } from './register-fields.tsx';
import styles from './register-form.module.css';

export type RegisterFormProps = {
  register: AnyRegister;
  /** The row to change; without it a new one is made. */
  row?: RegisterRow;
  /** What is known of a new row. */
  known?: Values;
  onDone: (row: RegisterRow) => void;
  onCancel?: () => void;
};

/** The form that a register's declaration asks for, to create a row or to change one. */
export function RegisterForm({ register, row, known = {}, onDone, onCancel }: RegisterFormProps) {
  const submit = async (values: Values, key: string) => {
    const answer =
      row === undefined
        ? await registerApi.create(register, givenValues(values), key)
        : await registerApi.update(
            register,
            row.id,
            { ...changedValues(row, values), ...versionOf(register, row) },
            key,
          );
    return answer.row;
  };
  return (
    <FormPage
      initial={row ?? initialValues(register, known)}
      draft={`${register.id}:${row === undefined ? 'new' : `${row.id}@${row.version}`}`}
      submit={submit}
      submitText={row === undefined ? '登记' : '保存'}
      onDone={onDone}
      onCancel={onCancel}
    >
      {formSections(register, row ?? null).map(({ title, fields }) => (
        <fieldset key={title} className={styles.section}>
          <legend className={styles.legend}>{title}</legend>
          <RegisterFields register={register} names={fields} row={row} />
        </fieldset>
      ))}
    </FormPage>
  );
}
