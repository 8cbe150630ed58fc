import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { api, type Query } from '../api/client.ts';
import { type Page, rowsOf } from '../api/query.ts';

export type Choice = { value: number; label: string; note?: string };

export type RemoteSelectProps = {
  /** A list endpoint that takes `q` and answers a Page. */
  path: string;
  query?: Query;
  toChoice: (item: never) => Choice;
  placeholder: string;
  value?: number | null;
  onChange?: (value: number | null, choice: Choice | null) => void;
  /** How the present value reads before anything was searched. */
  valueLabel?: string | null;
  id?: string;
  disabled?: boolean;
  autoFocus?: boolean;
};

const typingPauseMillis = 200;

function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), typingPauseMillis);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}

function ChoiceLine({ choice }: { choice: Choice }): ReactNode {
  return (
    <span>
      {choice.label}{' '}
      {choice.note !== undefined && <small style={{ color: 'var(--zy-text-faint)' }}>{choice.note}</small>}
    </span>
  );
}

/** Chooses one of too many to list: the server searches by name, pinyin and number while one types. */
export function RemoteSelect(props: RemoteSelectProps) {
  const { path, query, value = null, onChange, valueLabel } = props;
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [picked, setPicked] = useState<Choice | null>(null);
  const q = usePaused(text.trim());
  const found = useQuery({
    queryKey: [path, 'choices', query ?? {}, q],
    queryFn: ({ signal }) => api.get<Page<never>>(path, { ...query, q, limit: 20 }, signal),
    enabled: open,
    placeholderData: (previous) => previous,
  });
  const choices = (found.data === undefined ? [] : rowsOf(found.data)).map((item) => props.toChoice(item));
  const present = picked?.value === value ? picked : choices.find((choice) => choice.value === value);
  const shown =
    value === null || choices.some((choice) => choice.value === value)
      ? choices
      : [{ value, label: present?.label ?? valueLabel ?? String(value) }, ...choices];
  return (
    <Select
      id={props.id}
      showSearch={{ filterOption: false, onSearch: setText }}
      allowClear
      open={open}
      onOpenChange={setOpen}
      placeholder={props.placeholder}
      disabled={props.disabled ?? false}
      autoFocus={props.autoFocus ?? false}
      value={value}
      options={shown.map((choice) => ({ value: choice.value, label: <ChoiceLine choice={choice} /> }))}
      notFoundContent={found.isFetching ? '正在查找…' : '没有找到，请换姓名、拼音或编号再查'}
      onChange={(next: number | null | undefined) => {
        const choice = shown.find((each) => each.value === next) ?? null;
        setPicked(choice);
        onChange?.(next ?? null, choice);
      }}
      style={{ width: '100%', minWidth: 160 }}
    />
  );
}
