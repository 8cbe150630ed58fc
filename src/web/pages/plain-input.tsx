import type { InputHTMLAttributes } from 'react';
import styles from './plain-input.module.css';

type PlainInputProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> & {
  id: string;
  label: string;
  fault: string | null;
  onChange: (value: string) => void;
};

/** A labelled line of text in the browser's own input: the sign-in page loads before any form library. */
export function PlainInput({ id, label, fault, onChange, ...input }: PlainInputProps) {
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        className={styles.input}
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? undefined : `${id}-fault`}
        onChange={(event) => onChange(event.target.value)}
      />
      {fault !== null && (
        <p id={`${id}-fault`} className={styles.fault}>
          <span aria-hidden="true">! </span>
          {fault}
        </p>
      )}
    </div>
  );
}
