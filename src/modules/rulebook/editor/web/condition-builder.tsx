import { CloseOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import {
  COMPARISONS,
  type Comparison,
  type Condition,
  type Literal,
  type Value,
} from '../../../../kernel/rulebook/expression.ts';
import { unitOf } from '../../../../kernel/rulebook/tier-table.ts';
import styles from './editor.module.css';
import { useEditor } from './editor-context.ts';
import { type ConditionScope, OperandInput, wordsIn, wordsOfValue, wordValue } from './operand-input.tsx';
import { ValueInput } from './value-input.tsx';

type ConditionProps = {
  value: Condition;
  scope: ConditionScope;
  onChange: (value: Condition) => void;
  onRemove?: (() => void) | undefined;
};

const JOINS = { and: '全部成立', or: '任一成立' } as const;
const RELATIONS: Record<Comparison | 'in' | 'present', string> = {
  ge: '达（≥）',
  gt: '超过（>）',
  le: '不超过（≤）',
  lt: '不足（<）',
  eq: '为',
  ne: '不为',
  in: '为其中之一',
  present: '有值',
};
type Relation = keyof typeof RELATIONS;

/** Conditions by choosing, nested as deep as the language allows; every word by its Chinese name, money in 万元. */
export function ConditionBuilder({ value, scope, onChange, onRemove }: ConditionProps) {
  if ('and' in value || 'or' in value) {
    return <Group join={'and' in value ? 'and' : 'or'} value={value} {...{ scope, onChange, onRemove }} />;
  }
  if ('not' in value) {
    return (
      <div className={styles.group}>
        <span className={styles.groupHead}>
          以下不成立 <Remove onRemove={onRemove} />
        </span>
        <ConditionBuilder value={value.not} scope={scope} onChange={(not) => onChange({ not })} onRemove={onRemove} />
      </div>
    );
  }
  return <Line value={value} {...{ scope, onChange, onRemove }} />;
}

function Group({ join, value, scope, onChange, onRemove }: ConditionProps & { join: keyof typeof JOINS }) {
  const editor = useEditor();
  const parts = ('and' in value ? value.and : 'or' in value ? value.or : []) as Condition[];
  const write = (next: Condition[], by = join) => {
    if (next.length === 0 && onRemove) onRemove();
    else onChange({ [by]: next } as Condition);
  };
  const first = wordsIn(editor, scope)[0];
  return (
    <div className={styles.group}>
      {parts.length > 1 && (
        <span className={styles.groupHead}>
          <Select<keyof typeof JOINS>
            size="small"
            aria-label="各条件之间"
            disabled={editor.readOnly}
            value={join}
            options={Object.entries(JOINS).map(([key, label]) => ({ value: key as keyof typeof JOINS, label }))}
            onChange={(by) => write(parts, by)}
          />
          <Remove onRemove={onRemove} />
        </span>
      )}
      {parts.map((part, index) => (
        <ConditionBuilder
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name but their place
          key={index}
          value={part}
          scope={scope}
          onChange={(next) => write(parts.with(index, next))}
          onRemove={() => write(parts.toSpliced(index, 1))}
        />
      ))}
      {!editor.readOnly && first && (
        <span className={styles.groupFoot}>
          <Button size="small" type="link" onClick={() => write([...parts, blankLine(scope, first.key, first.values)])}>
            ＋ 条件
          </Button>
          {parts.length > 0 && (
            <Button
              size="small"
              type="link"
              onClick={() => write([...parts, { or: [blankLine(scope, first.key, first.values)] }])}
            >
              ＋ 一组
            </Button>
          )}
        </span>
      )}
    </div>
  );
}

/** A first line for a word: its first choice, or a figure to be written. */
export function blankLine(scope: ConditionScope, key: string, values: Record<string, string> | undefined): Condition {
  const [choice] = Object.keys(values ?? {});
  const word = wordValue(scope, key);
  return choice === undefined ? { ge: [word, 0] } : { eq: [word, choice] };
}

function Line({ value, scope, onChange, onRemove }: ConditionProps) {
  const editor = useEditor();
  const { relation, left, right } = partsOf(value);
  const words = wordsIn(editor, scope);
  const keys = wordsOfValue(left)?.keys ?? [];
  const choices = keys.length === 1 ? words.find(({ key }) => key === keys[0])?.values : undefined;
  const relations: Relation[] = choices ? ['eq', 'ne', 'in', 'present'] : [...COMPARISONS, 'present'];
  return (
    <div className={styles.line}>
      <OperandInput
        value={left}
        scope={scope}
        onChange={(next) => {
          const [key = '', ...others] = wordsOfValue(next)?.keys ?? [];
          const values = others.length === 0 ? words.find((word) => word.key === key)?.values : undefined;
          // A word with choices and one with figures are compared differently, so the line begins anew.
          const alike = values === choices || (values === undefined && choices === undefined);
          onChange(alike ? conditionFrom(relation, next, right) : blankLine(scope, key, values));
        }}
      />
      <Select<Relation>
        aria-label="关系"
        style={{ width: 122 }}
        disabled={editor.readOnly}
        value={relation}
        options={relations.map((key) => ({ value: key, label: RELATIONS[key] }))}
        onChange={(next) => onChange(conditionFrom(next, left, right))}
      />
      {relation !== 'present' &&
        (choices ? (
          <ChoiceInput
            choices={choices}
            many={relation === 'in'}
            value={right}
            onChange={(next) => onChange(conditionFrom(relation, left, next))}
          />
        ) : (
          <ValueInput
            label="比较的数"
            unit={unitOf(left, editor.words)}
            value={(Array.isArray(right) ? right[0] : right) ?? 0}
            onChange={(next) => onChange(conditionFrom(relation, left, next))}
          />
        ))}
      <Remove onRemove={onRemove} />
    </div>
  );
}

function ChoiceInput(props: {
  choices: Record<string, string>;
  many: boolean;
  value: Value | Literal[];
  onChange: (value: Value | Literal[]) => void;
}) {
  const { readOnly } = useEditor();
  const { choices, many, value, onChange } = props;
  const options = Object.entries(choices).map(([key, label]) => ({ value: key, label }));
  const chosen = (Array.isArray(value) ? value : [value]).map(String);
  const common = { 'aria-label': '取值', options, disabled: readOnly, style: { minWidth: 120 } };
  if (many) return <Select<string[]> {...common} mode="multiple" value={chosen} onChange={onChange} />;
  return <Select<string> {...common} value={chosen[0] ?? null} onChange={onChange} />;
}

function Remove({ onRemove }: { onRemove: (() => void) | undefined }) {
  const { readOnly } = useEditor();
  if (readOnly || onRemove === undefined) return null;
  return <Button size="small" type="text" icon={<CloseOutlined />} aria-label="去掉这个条件" onClick={onRemove} />;
}

type Parts = { relation: Relation; left: Value; right: Value | Literal[] };

function partsOf(condition: Condition): Parts {
  if ('present' in condition) return { relation: 'present', left: condition.present, right: 0 };
  const [relation, [left, right]] = Object.entries(condition)[0] as [Relation, [Value, Value | Literal[]]];
  return { relation, left, right };
}

function conditionFrom(relation: Relation, left: Value, right: Value | Literal[]): Condition {
  if (relation === 'present') return { present: left };
  if (relation === 'in') return { in: [left, Array.isArray(right) ? right : [right as Literal]] };
  return { [relation]: [left, Array.isArray(right) ? (right[0] ?? 0) : right] } as Condition;
}
