import type { ReactNode } from 'react';
import type { AnyRegister } from '../../kernel/register/public.ts';
import { fieldOf, type RegisterRow } from './register-api.ts';
import styles from './register-print.module.css';
import { RegisterState, RegisterValue } from './register-value.tsx';

/** A row as the paper 登记簿 has it: a ruled table, and at the foot who signs. */
export function RegisterPrint({
  register,
  row,
  children,
}: {
  register: AnyRegister;
  row: RegisterRow;
  /** What the paper has beside the fields: a sign-in sheet. */
  children?: ReactNode;
}) {
  const sections: readonly { title: string; fields: readonly string[] }[] = register.form.sections;
  return (
    <>
      <h1 className={styles.title}>{register.print?.title ?? register.title}</h1>
      <table className={styles.table}>
        {sections.map(({ title, fields }) => (
          <tbody key={title}>
            <tr>
              <th colSpan={2} className={styles.section}>
                {title}
              </th>
            </tr>
            {fields
              .filter((name) => !fieldOf(register, name).hidden)
              .map((name) => (
                <tr key={name}>
                  <th className={styles.label}>{fieldOf(register, name).label}</th>
                  <td className={styles.value}>
                    <RegisterValue register={register} row={row} name={name} />
                  </td>
                </tr>
              ))}
          </tbody>
        ))}
      </table>
      <RegisterState register={register} row={row} />
      {children}
      <ul className={styles.signatures}>
        {(register.print?.signatures ?? []).map((signature) => (
          <li key={signature} className={styles.signature}>
            {signature}：<span className={styles.date}>年&emsp;月&emsp;日</span>
          </li>
        ))}
      </ul>
    </>
  );
}
