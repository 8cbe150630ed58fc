import { Select } from 'antd';
import type { Value } from '../../../../kernel/rulebook/expression.ts';
import type { SubjectType } from '../../../../kernel/rulebook/rule.ts';
import styles from './editor.module.css';
import { useEditor, type Vocabulary } from './editor-context.ts';

/** Whose words a condition may use: a subject's attributes or the fields of a kind of fact. */
export type ConditionScope = { subject: SubjectType } | { fact: string };

export type Word = {
  key: string;
  label: string;
  unit?: string | undefined;
  values?: Record<string, string> | undefined;
};

export function wordsIn({ lexicon, words }: Vocabulary, scope: ConditionScope): Word[] {
  if ('fact' in scope) {
    return Object.entries(words.facts[scope.fact]?.fields ?? {}).map(([key, field]) => ({ key, ...field }));
  }
  return Object.entries(words.attributes)
    .filter(([key]) => lexicon.attributes[key]?.subject === scope.subject)
    .map(([key, attribute]) => ({ key, ...attribute }));
}

export function wordValue(scope: ConditionScope, key: string): Value {
  return 'fact' in scope ? { field: key } : { attr: key };
}

const COMBINATIONS = { max: '中较大者', min: '中较小者', add: '之和' } as const;
type Combination = keyof typeof COMBINATIONS;

/** The words in a value that combines plain words, and how it combines them; null: it is more than that. */
export function wordsOfValue(value: Value): { keys: string[]; combination: Combination } | null {
  if (typeof value !== 'object') return null;
  if ('attr' in value) return { keys: [value.attr], combination: 'max' };
  if ('field' in value) return { keys: [value.field], combination: 'max' };
  const [combination, parts] = Object.entries(value)[0] as [Combination, Value[]];
  if (!(combination in COMBINATIONS)) return null;
  const keys = parts.flatMap((part) => wordsOfValue(part)?.keys ?? []);
  return keys.length === parts.length ? { keys, combination } : null;
}

/** What is compared: one word, or several of which the larger, the smaller or the sum counts. */
export function OperandInput(props: { value: Value; scope: ConditionScope; onChange: (value: Value) => void }) {
  const editor = useEditor();
  const { value, scope, onChange } = props;
  const chosen = wordsOfValue(value);
  if (chosen === null) return <code className={styles.code}>{JSON.stringify(value)}</code>;
  const write = (keys: string[], combination: Combination) => {
    const values = keys.map((key) => wordValue(scope, key));
    if (values.length > 1) onChange({ [combination]: values } as Value);
    else if (values[0] !== undefined) onChange(values[0]);
  };
  return (
    <span className={styles.value}>
      <Select<string[]>
        mode="multiple"
        aria-label="比较什么"
        style={{ minWidth: 130 }}
        popupMatchSelectWidth={220}
        disabled={editor.readOnly}
        value={chosen.keys}
        options={wordsIn(editor, scope).map(({ key, label }) => ({ value: key, label }))}
        onChange={(keys) => write(keys, chosen.combination)}
      />
      {chosen.keys.length > 1 && (
        <Select<Combination>
          aria-label="怎样合并"
          disabled={editor.readOnly}
          value={chosen.combination}
          options={Object.entries(COMBINATIONS).map(([key, label]) => ({ value: key as Combination, label }))}
          onChange={(combination) => write(chosen.keys, combination)}
        />
      )}
    </span>
  );
}
