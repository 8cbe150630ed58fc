import type { ReactNode } from 'react';

/** A column of a DataTable. The first column is the row's name: it stays in sight and cannot be hidden. */
export type Column<Row> = {
  key: string;
  title: string;
  cell: (row: Row) => ReactNode;
  /** Pixels; needed, because a table with a sticky column does not guess. */
  width: number;
  /** Figures stand at the right. */
  align?: 'right';
  /** Only shown when chosen in 列. */
  optional?: boolean;
};

/** The columns to draw: the chosen ones in the table's own order, always with the first; without a choice the usual ones. */
export function shownColumns<Row>(columns: readonly Column<Row>[], chosen: readonly string[] | null): Column<Row>[] {
  return columns.filter(
    (column, index) => index === 0 || (chosen === null ? !column.optional : chosen.includes(column.key)),
  );
}

const storageKey = (view: string) => `zhanye.columns.${view}`;

/** The columns chosen for a view on this machine; null: never chosen. */
export function loadChosenColumns(view: string): string[] | null {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey(view)) ?? 'null');
    return Array.isArray(stored) ? stored.map(String) : null;
  } catch {
    return null;
  }
}

export function saveChosenColumns(view: string, keys: readonly string[] | null): void {
  if (keys === null) localStorage.removeItem(storageKey(view));
  else localStorage.setItem(storageKey(view), JSON.stringify(keys));
}
