import { Button, Checkbox, Popover } from 'antd';
import styles from './column-chooser.module.css';
import type { Column } from './table-columns.ts';

type ColumnChooserProps<Row> = {
  columns: readonly Column<Row>[];
  shown: readonly Column<Row>[];
  /** Keys of the columns chosen; null: back to the usual ones. */
  onChange: (keys: readonly string[] | null) => void;
};

export function ColumnChooser<Row>({ columns, shown, onChange }: ColumnChooserProps<Row>) {
  const keys = shown.map((column) => column.key);
  const choices = (
    <div className={styles.choices}>
      {columns.slice(1).map((column) => (
        <Checkbox
          key={column.key}
          checked={keys.includes(column.key)}
          onChange={(event) =>
            onChange(event.target.checked ? [...keys, column.key] : keys.filter((key) => key !== column.key))
          }
        >
          {column.title}
        </Checkbox>
      ))}
      <Button type="link" size="small" onClick={() => onChange(null)}>
        恢复常用列
      </Button>
    </div>
  );
  return (
    <Popover content={choices} trigger="click" placement="bottomRight">
      <Button type="text">列</Button>
    </Popover>
  );
}
