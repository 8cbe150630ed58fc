import { Input } from 'antd';
import { useState } from 'react';
import { wanToYuan, yuanToWan } from './amounts.ts';

type AmountInputProps = {
  id?: string;
  label: string;
  value: string;
  /** `元` is written in 万元. */
  unit: string | undefined;
  disabled?: boolean;
  onChange: (value: string) => void;
};

/** A figure with its unit; money is written in 万元 and kept exactly in yuan. */
export function AmountInput({ id, label, value, unit, disabled = false, onChange }: AmountInputProps) {
  const isMoney = unit === '元';
  const shown = isMoney ? yuanToWan(value) : value;
  const [typed, setTyped] = useState(shown);
  const kept = isMoney ? wanToYuan(typed) : typed;
  // While somebody types `1.` the text is his; another value from outside is shown at once.
  const text = kept === value ? typed : shown;
  return (
    <Input
      {...(id !== undefined && { id })}
      aria-label={label}
      value={text}
      disabled={disabled}
      inputMode="decimal"
      suffix={isMoney ? '万元' : unit}
      style={{ width: isMoney ? 150 : 110 }}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(isMoney ? wanToYuan(event.target.value) : event.target.value);
      }}
    />
  );
}
