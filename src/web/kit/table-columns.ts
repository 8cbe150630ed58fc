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

/** Columns of texts: wide enough to be narrowed, since they end in an ellipsis anyway. */
const NARROWS_FROM = 200;
const NARROWEST = 144;

/**
 * The usual columns as they fit into `room` pixels: texts are narrowed, and where that is not enough the last columns, which
 * matter least, are left to 列. What somebody chose himself is drawn as it is.
 */
export function fittingColumns<Row>(columns: readonly Column<Row>[], room: number): Column<Row>[] {
  const kept = [...columns];
  while (kept.length > 1 && widthOf(kept) - slackOf(kept) > room) kept.pop();
  const over = Math.max(0, widthOf(kept) - room);
  const share = over === 0 ? 0 : Math.min(1, over / slackOf(kept));
  return kept.map((column) => ({ ...column, width: column.width - Math.ceil(share * slackOf([column])) }));
}

export function widthOf(columns: readonly Pick<Column<unknown>, 'width'>[]): number {
  return columns.reduce((sum, { width }) => sum + width, 0);
}

/** By how much columns can be narrowed together. */
function slackOf(columns: readonly Pick<Column<unknown>, 'width'>[]): number {
  return columns.reduce((sum, { width }) => sum + (width < NARROWS_FROM ? 0 : width - NARROWEST), 0);
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
