import type { ReactNode } from 'react';
import styles from './paper-book.module.css';

export type PaperBookProps = {
  title: string;
  /** Which team, which days. */
  note: ReactNode;
  columns: readonly { title: string; width?: string }[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
  /** Who signs at the foot. */
  signatures: readonly string[];
};

/** A paper 登记簿: one ruled line for each entry, wide A4, the head again on each sheet. The same on screen and on paper. */
export function PaperBook({ title, note, columns, rows, signatures }: PaperBookProps) {
  return (
    <div className={styles.book}>
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.note}>{note}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.title} style={{ width: column.width }}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, index) => (
                <td key={columns[index]?.title}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <ul className={styles.signatures}>
        {signatures.map((signature) => (
          <li key={signature}>{signature}（签字）：</li>
        ))}
      </ul>
    </div>
  );
}
