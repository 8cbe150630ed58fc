import { SearchOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import styles from './filter-bar.module.css';
import { useUrlQuery } from './url-query.ts';

/** One filter; its value is text in the address. Field kinds bring theirs (`src/web/fields`). */
export type Filter = {
  name: string;
  label: string;
  input: (value: string | undefined, onChange: (value: string | undefined) => void) => ReactNode;
};

export type FilterBarProps = {
  /** What can be typed into the search box: `姓名、拼音或客户号`. Without it there is no search box. */
  search?: string;
  filters?: readonly Filter[];
  /** Saved views, export, 新建: at the right. */
  children?: ReactNode;
};

const typingPauseMillis = 250;

/** Sends what is typed after a pause, and never in the middle of a Chinese word. */
function SearchBox({
  placeholder,
  value,
  onChange,
}: {
  placeholder: string;
  value: string;
  onChange: (text: string) => void;
}) {
  const [text, setText] = useState(value);
  const composing = useRef(false);
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value || composing.current) return;
    const timer = setTimeout(() => latest.current(text.trim()), typingPauseMillis);
    return () => clearTimeout(timer);
  }, [text, value]);
  return (
    <Input
      className={styles.search ?? ''}
      prefix={<SearchOutlined />}
      placeholder={placeholder}
      aria-label={placeholder}
      allowClear
      value={text}
      onChange={(event) => setText(event.target.value)}
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={(event) => {
        composing.current = false;
        latest.current(event.currentTarget.value.trim());
      }}
    />
  );
}

/** Search, filters and what belongs beside them, in one line above a list. All of it lives in the address. */
export function FilterBar({ search, filters = [], children }: FilterBarProps) {
  const query = useUrlQuery();
  const active = filters.filter((filter) => query.values[filter.name] !== undefined);
  const clear = () => query.set(Object.fromEntries(active.map((filter) => [filter.name, undefined])));
  return (
    <div className={`${styles.bar} zy-no-print`}>
      <div className={styles.filters}>
        {search !== undefined && (
          <SearchBox placeholder={search} value={query.values.q ?? ''} onChange={(q) => query.set({ q })} />
        )}
        {filters.map((filter) => (
          <fieldset key={filter.name} className={styles.filter} aria-label={filter.label}>
            {filter.input(query.values[filter.name], (value) => query.set({ [filter.name]: value }))}
          </fieldset>
        ))}
        {active.length > 0 && (
          <Button type="link" onClick={clear}>
            清除筛选
          </Button>
        )}
      </div>
      {children !== undefined && <div className={styles.side}>{children}</div>}
    </div>
  );
}
