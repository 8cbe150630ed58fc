import { Button } from 'antd';
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { ColumnChooser } from './column-chooser.tsx';
import styles from './data-table.module.css';
import { rowAfter } from './keys.ts';
import { type Selection, toggled, toggledAll } from './selection.ts';
import { Failure, Skeleton } from './states.tsx';
import {
  type Column,
  fittingColumns,
  loadChosenColumns,
  saveChosenColumns,
  shownColumns,
  widthOf,
} from './table-columns.ts';

export type DataTableProps<Row> = {
  /** Names the table to screen readers. */
  label: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  /** Click or Enter; usually shows the detail in a SidePanel. */
  onOpen?: (row: Row) => void;
  /** Key of the row whose detail is shown: ↑ ↓ then carry the detail along. */
  openKey?: string | null;
  /** What the search box or filters found nothing for, and what to do next. */
  empty: ReactNode;
  loading?: boolean;
  error?: Error | null;
  retry?: () => void;
  /** The next page by cursor; fetched when its place scrolls into sight. */
  more?: { has: boolean; loading: boolean; load: () => void };
  /** With it rows can be chosen, and the batch bar appears with the first choice. */
  batch?: {
    selection: Selection;
    onChange: (selection: Selection) => void;
    actions: (selection: Selection) => ReactNode;
  };
  /** Name under which this table's columns are kept on this machine. With it columns can be chosen. */
  view?: string;
  /** At the right of the line above the table. */
  tools?: ReactNode;
  /** How a row reads on the phone; without it the table scrolls sideways. */
  compact?: (row: Row) => ReactNode;
};

/** The columns to draw: those chosen, else the usual ones as far as `room` pixels go (null: not measured yet). */
function useColumns<Row>(columns: readonly Column<Row>[], view: string | undefined, room: number | null) {
  const [chosen, setChosen] = useState(() => (view === undefined ? null : loadChosenColumns(view)));
  useEffect(() => setChosen(view === undefined ? null : loadChosenColumns(view)), [view]);
  const choose = (keys: readonly string[] | null) => {
    if (view !== undefined) saveChosenColumns(view, keys);
    setChosen(keys === null ? null : [...keys]);
  };
  const usual = shownColumns(columns, chosen);
  const fits = view === undefined || chosen !== null || room === null;
  return { shown: fits ? usual : fittingColumns(usual, room - endWidth), choose };
}

/** The width of the element that the ref is given to, and of its changes. */
function useWidth() {
  const [width, setWidth] = useState<number | null>(null);
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const node = ref.current;
    if (node === null) return;
    const measure = () => setWidth(node.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}

/** Room for the choice box before the columns and the column chooser after them, pixels. */
const endWidth = 100;

/** Calls `more.load` when the mark below the last row comes near. */
function MoreRows({ more }: { more: NonNullable<DataTableProps<unknown>['more']> }) {
  const mark = useRef<HTMLDivElement>(null);
  const latest = useRef(more);
  latest.current = more;
  useEffect(() => {
    const node = mark.current;
    if (node === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting && latest.current.has && !latest.current.loading) latest.current.load();
      },
      { rootMargin: '400px' },
    );
    observer.observe(node);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={mark} className={`${styles.more} zy-no-print`}>
      <Button type="text" disabled={more.loading} onClick={more.load}>
        {more.loading ? '正在载入…' : '载入更多'}
      </Button>
    </div>
  );
}

/**
 * The home of work: 40 px rows, header and first column in sight, ↑ ↓ Enter Esc, Space to choose, columns of one's own,
 * pages by cursor. The table draws; data, paging and selection belong to the caller (see `useKeysetList`).
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, columns, rowKey, onOpen, openKey = null, batch, view } = props;
  const frame = useWidth();
  const { shown, choose } = useColumns(columns, view, frame.width);
  const [cursor, setCursor] = useState(-1);
  const body = useRef<HTMLTableSectionElement>(null);
  const keys = rows.map(rowKey);
  const chosen = batch?.selection.size ?? 0;

  const goTo = (index: number) => {
    setCursor(index);
    body.current?.rows[index]?.scrollIntoView({ block: 'nearest' });
    const row = rows[index];
    if (openKey !== null && row !== undefined) onOpen?.(row);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.nativeEvent.isComposing) return;
    const current = cursor === -1 && openKey !== null ? keys.indexOf(openKey) : cursor;
    const next = rowAfter(event.key, current, rows.length);
    const row = rows[current];
    if (next !== null) goTo(next);
    else if (event.key === 'Enter' && row !== undefined) onOpen?.(row);
    else if (event.key === ' ' && row !== undefined && batch !== undefined)
      batch.onChange(toggled(batch.selection, rowKey(row)));
    else return;
    event.preventDefault();
  };

  if (props.error != null && rows.length === 0) {
    return <Failure error={props.error} retry={props.retry} />;
  }
  return (
    <div className={styles.frame} ref={frame.ref}>
      {(chosen > 0 || props.tools !== undefined) && (
        <div className={`${styles.bar} zy-no-print`}>
          {batch !== undefined && chosen > 0 && (
            <div className={styles.batch}>
              <span>已选 {chosen} 行</span>
              {batch.actions(batch.selection)}
              <Button type="link" size="small" onClick={() => batch.onChange(new Set())}>
                取消选择
              </Button>
            </div>
          )}
          {props.tools !== undefined && <div className={styles.tools}>{props.tools}</div>}
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the table is walked through by keys as one control */}
      <section className={styles.scroll} tabIndex={0} aria-label={props.label} onKeyDown={onKeyDown}>
        <table
          className={props.compact === undefined ? styles.table : `${styles.table} ${styles.folds}`}
          style={{ minWidth: widthOf(shown) + (view === undefined ? 0 : endWidth) }}
        >
          <thead>
            <tr>
              {batch !== undefined && (
                <th className={styles.choice}>
                  <input
                    type="checkbox"
                    aria-label="选择全部"
                    checked={rows.length > 0 && keys.every((key) => batch.selection.has(key))}
                    onChange={() => batch.onChange(toggledAll(batch.selection, keys))}
                  />
                </th>
              )}
              {shown.map((column) => (
                <th key={column.key} scope="col" style={{ width: column.width }} data-align={column.align}>
                  {column.title}
                </th>
              ))}
              <td className={styles.rest}>
                {view !== undefined && <ColumnChooser columns={columns} shown={shown} onChange={choose} />}
              </td>
            </tr>
          </thead>
          <tbody ref={body}>
            {rows.map((row, index) => {
              const key = keys[index] ?? '';
              return (
                <tr
                  key={key}
                  aria-selected={index === cursor || key === openKey}
                  data-open={key === openKey || undefined}
                  data-opens={onOpen !== undefined || undefined}
                  onClick={() => {
                    setCursor(index);
                    onOpen?.(row);
                  }}
                >
                  {batch !== undefined && (
                    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the box is meant for the box
                    <td className={styles.choice} onClick={(event) => event.stopPropagation()}>
                      <input
                        type="checkbox"
                        aria-label={`选择第 ${index + 1} 行`}
                        checked={batch.selection.has(key)}
                        onChange={() => batch.onChange(toggled(batch.selection, key))}
                      />
                    </td>
                  )}
                  {shown.map((column) => (
                    <td key={column.key} data-align={column.align}>
                      {column.cell(row)}
                    </td>
                  ))}
                  <td className={styles.rest} />
                  {props.compact !== undefined && <td className={styles.compact}>{props.compact(row)}</td>}
                </tr>
              );
            })}
          </tbody>
        </table>
        {props.loading === true && rows.length === 0 && <Skeleton rows={8} />}
        {props.loading !== true && rows.length === 0 && props.empty}
        {props.more?.has === true && <MoreRows more={props.more} />}
      </section>
    </div>
  );
}
