import { Input } from 'antd';

export type LinesInputProps = {
  /** Lines that stand open while it is empty. */
  rows: number;
  max?: number;
  id?: string;
  value?: string | null;
  onChange?: (value: string) => void;
};

/** Free text of several lines as a form's control; nothing written is null or absent. */
export function LinesInput({ rows, max = 4000, id, value, onChange }: LinesInputProps) {
  return (
    <Input.TextArea
      id={id}
      value={value ?? ''}
      onChange={(event) => onChange?.(event.target.value)}
      autoSize={{ minRows: rows, maxRows: 12 }}
      maxLength={max}
    />
  );
}
