import type { ReactNode } from 'react';
import type { AnyRegister } from '../../kernel/register/public.ts';
import { PaperHead, PaperSignatures } from '../kit/paper.tsx';
import { fieldOf, labelOf, type RegisterRow } from './register-api.ts';
import styles from './register-print.module.css';
import { RegisterState, RegisterValue } from './register-value.tsx';

type Part = { title: string; fields: readonly string[] };

/** A row as the paper form has it: institution, title and number, a ruled table, and at the foot who signs. */
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
  return (
    <>
      <PaperHead
        title={register.print?.title ?? register.title}
        institution={labelOf(row, 'institution_id')}
        note={
          <>
            {typeof row.no === 'string' && <>编号 {row.no}&emsp;</>}
            <RegisterState register={register} row={row} />
          </>
        }
      />
      <table className={styles.table}>
        <colgroup>
          <col className={styles.label} />
          <col />
          <col className={styles.label} />
          <col />
        </colgroup>
        {partsOf(register, row).map(({ title, fields }) => (
          <tbody key={title}>
            <tr className={styles.section}>
              <th colSpan={COLUMNS}>{title}</th>
            </tr>
            {linesOf(register, fields).map((line) => (
              <tr key={line.join(' ')}>
                {line.map((name) => (
                  <Entry key={name} register={register} row={row} name={name} wide={line.length === 1} />
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
      {children}
      <PaperSignatures signatures={register.print?.signatures ?? []} />
    </>
  );
}

/** Two pairs of name and value stand in a line. */
const COLUMNS = 4;
/** They stand in the head. */
const IN_HEAD: readonly string[] = ['no', 'institution_id'];

/** What the form asks, then what became of it: whoever decided, when and with what words. */
function partsOf(register: AnyRegister, row: RegisterRow): Part[] {
  const asked: readonly Part[] = register.form.sections;
  const shown = (name: string) => !fieldOf(register, name).hidden && !IN_HEAD.includes(name);
  const inForm = new Set(asked.flatMap(({ fields }) => fields));
  const since = Object.keys(register.fields).filter((name) => shown(name) && !inForm.has(name) && !isEmpty(row[name]));
  return [...asked, { title: '办理', fields: since }]
    .map(({ title, fields }) => ({ title, fields: fields.filter(shown) }))
    .filter(({ fields }) => fields.length > 0);
}

/** What nobody wrote leaves room for a pen. */
function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}

/** Texts take a line of their own, the rest stands in pairs. */
function linesOf(register: AnyRegister, names: readonly string[]): string[][] {
  const lines: string[][] = [];
  let half: string[] | null = null;
  for (const name of names) {
    if (fieldOf(register, name).kind.id === 'longText') {
      lines.push([name]);
      half = null;
    } else if (half !== null) {
      half.push(name);
      half = null;
    } else {
      half = [name];
      lines.push(half);
    }
  }
  return lines;
}

function Entry({
  register,
  row,
  name,
  wide,
}: {
  register: AnyRegister;
  row: RegisterRow;
  name: string;
  wide: boolean;
}) {
  const isText = fieldOf(register, name).kind.id === 'longText';
  return (
    <>
      <th className={styles.name}>{fieldOf(register, name).label}</th>
      <td className={isText ? `${styles.value} ${styles.text}` : styles.value} colSpan={wide ? COLUMNS - 1 : undefined}>
        {isEmpty(row[name]) ? null : <RegisterValue register={register} row={row} name={name} />}
      </td>
    </>
  );
}
