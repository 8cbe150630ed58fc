import { Select } from 'antd';
import type { Literal, Value } from '../../../../kernel/rulebook/expression.ts';
import { AmountInput } from './amount-input.tsx';
import styles from './editor.module.css';
import { parametersOf, useEditor } from './editor-context.ts';

type ValueInputProps = {
  label: string;
  value: Value;
  /** Of the thing that it is compared with. */
  unit?: string | undefined;
  onChange: (value: Value) => void;
};

/** A parameter that was a number stays one as long as it is whole; money and decimals are texts, which are exact. */
function parameterLike(before: Literal, text: string): Literal {
  return typeof before === 'number' && /^-?\d+$/.test(text) ? Number(text) : text;
}

/** A fixed figure is a number; what is not one yet stays as it is typed, and the check says so. */
function fixedFigure(text: string): Literal {
  return String(Number(text)) === text ? Number(text) : text;
}

const FIXED = ' ';

/**
 * A figure of a rule: fixed, or a parameter, whose value can be changed right here. Expressions of several values are
 * shown and left as they are.
 */
export function ValueInput({ label, value, unit, onChange }: ValueInputProps) {
  const editor = useEditor();
  const parameters = parametersOf(editor);
  const name = typeof value === 'object' && 'param' in value ? value.param : null;
  if (typeof value === 'object' && name === null) return <code className={styles.code}>{JSON.stringify(value)}</code>;
  const parameter = name === null ? undefined : parameters[name];
  const figure = parameter ? parameter.value : name === null ? (value as Literal) : '';
  return (
    <span className={styles.value}>
      <AmountInput
        key={name ?? FIXED}
        label={label}
        value={String(figure)}
        unit={parameter?.unit ?? unit}
        disabled={editor.readOnly || (name !== null && parameter === undefined)}
        onChange={(text) => {
          if (name === null) onChange(fixedFigure(text));
          else editor.set(['parameters', name, 'value'], parameterLike(figure, text));
        }}
      />
      <Select<string>
        size="small"
        variant="borderless"
        aria-label={`${label}取自`}
        popupMatchSelectWidth={260}
        disabled={editor.readOnly}
        value={name ?? FIXED}
        className={styles.valueSource ?? ''}
        options={[
          { value: FIXED, label: '固定数' },
          ...Object.entries(parameters).map(([key, one]) => ({ value: key, label: `参数：${one.label}` })),
        ]}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(key) => onChange(key === FIXED ? fixedFigure(String(figure)) : { param: key })}
      />
    </span>
  );
}
