import type { ReactNode } from 'react';
import styles from './ruled-table.module.css';

export type RuledColumn<Row> = {
  title: string;
  /** Drawn instead of the title. */
  head?: ReactNode;
  align?: 'right';
  /** Left out on the phone. */
  deskOnly?: boolean;
  cell: (row: Row) => ReactNode;
};

export type RuledTableProps<Row> = {
  /** Names the table to screen readers. */
  label: string;
  rows: readonly Row[];
  /** The first names the row. */
  columns: readonly RuledColumn<Row>[];
  rowKey: (row: Row) => string | number;
  /** The last line, one cell for each column. */
  total?: readonly ReactNode[];
};

/** A short table that is read and not worked in: hairlines, figures at the right. For lists see `DataTable`. */
export function RuledTable<Row>({ label, rows, columns, rowKey, total }: RuledTableProps<Row>) {
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.title} scope="col" {...placeOf(column)}>
                {column.head ?? column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.title} scope="row" {...placeOf(column)}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.title} {...placeOf(column)}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {total !== undefined && (
          <tfoot>
            <tr>
              {columns.map((column, index) => (
                <td key={column.title} {...placeOf(column)}>
                  {total[index]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

function placeOf<Row>({ align, deskOnly }: RuledColumn<Row>) {
  return { 'data-align': align, 'data-desk': deskOnly || undefined };
}
