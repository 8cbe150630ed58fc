import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import type { Condition, Value } from '../../../../kernel/rulebook/expression.ts';
import { blankOf, type FormField, type FormNode } from '../../../../kernel/rulebook/form.ts';
import { labelOfField } from '../../../../kernel/rulebook/labels.ts';
import type { SubjectType, Tier } from '../../../../kernel/rulebook/rule.ts';
import { AnswerInput } from './answer-input.tsx';
import { CaseList } from './case-list.tsx';
import { choicesFor } from './choices.ts';
import { ConditionBuilder } from './condition-builder.tsx';
import styles from './editor.module.css';
import { problemsAt, useEditor } from './editor-context.ts';
import type { ConditionScope } from './operand-input.tsx';
import { elementId, getIn, type Path } from './paths.ts';
import { TierTable } from './tier-table.tsx';
import { ValueInput } from './value-input.tsx';

/** The names on a path, without places in lists: what labels are looked up by. */
const namesOf = (path: Path) => path.filter((step) => typeof step === 'string');

/** Shown as one block of their own, with all problems below them. */
const BLOCKS = new Set<FormNode['kind']>(['condition', 'value', 'text', 'number', 'choice']);

/** One field of the language: its name, its control, what it means, what is wrong with it. */
export function FieldView({ field, path }: { field: FormField; path: Path }) {
  const editor = useEditor();
  const id = useId();
  const { label, help, values } = labelOfField(namesOf(path));
  const given = getIn(editor.document, path);
  const value = given === undefined ? field.fallback : given;
  const absent = field.optional && value === undefined;
  const faults = problemsAt(editor.problems, path, BLOCKS.has(field.node.kind) || field.name === 'tiers');
  if (field.node.kind === 'constant' && !field.optional) return null;
  const add = () => editor.set(path, blankOf(field.node));
  return (
    <div id={elementId(path)} className={styles.field}>
      <span className={styles.label} id={id}>
        {label}
        {absent && !editor.readOnly && (
          <Button size="small" type="link" onClick={add}>
            ＋ 加上
          </Button>
        )}
        {!absent && field.optional && field.fallback === undefined && !editor.readOnly && (
          <Button size="small" type="link" onClick={() => editor.set(path, undefined)}>
            去掉
          </Button>
        )}
      </span>
      {absent ? (
        <span className={styles.absent}>不写</span>
      ) : (
        <fieldset className={styles.control} aria-labelledby={id}>
          <Control node={field.node} path={path} value={value} label={label} />
        </fieldset>
      )}
      {help !== undefined && <p className={styles.help}>{help}</p>}
      {field.fallback !== undefined && isPlain(field.fallback) && (
        <p className={styles.help}>
          默认：{plainText(field.fallback, values)}
          {given !== undefined && JSON.stringify(given) !== JSON.stringify(field.fallback) && '（已改）'}
        </p>
      )}
      {faults.map(({ text }) => (
        <p key={text} className={styles.fault}>
          ! {text}
        </p>
      ))}
    </div>
  );
}

function isPlain(fallback: unknown): boolean {
  if (typeof fallback !== 'object' || fallback === null) return true;
  const values = Object.values(fallback);
  return values.length > 0 && values.length < 3 && values.every((value) => typeof value !== 'object');
}

function plainText(fallback: unknown, values: Readonly<Record<string, string>> = {}): string {
  if (Array.isArray(fallback)) return fallback.join('/');
  if (typeof fallback === 'object' && fallback !== null) {
    return Object.entries(fallback)
      .map(([key, value]) => `${value} ${values[key] ?? labelOfField([key]).label.replace('数', '')}`)
      .join('，');
  }
  if (typeof fallback === 'boolean') return fallback ? '是' : '否';
  return values[String(fallback)] ?? String(fallback);
}

type ControlProps = { node: FormNode; path: Path; value: unknown; label: string };

/** The control of a node, whatever the node; it writes at its path. */
export function Control({ node, path, value, label }: ControlProps): ReactNode {
  const editor = useEditor();
  const write = (next: unknown) => editor.set(path, next);
  switch (node.kind) {
    case 'text':
      return <TextControl path={path} value={String(value ?? '')} label={label} />;
    case 'number':
      if (isAnswer(path)) return <AnswerInput path={path} value={value} label={label} />;
      return (
        <InputNumber
          aria-label={label}
          min={node.least}
          precision={0}
          disabled={editor.readOnly}
          value={typeof value === 'number' ? value : null}
          onChange={(next) => write(next ?? 0)}
        />
      );
    case 'flag':
      return (
        <Checkbox checked={value === true} disabled={editor.readOnly} onChange={({ target }) => write(target.checked)}>
          是
        </Checkbox>
      );
    case 'constant':
      return <span>{labelOfField(namesOf(path)).values?.[String(node.value)] ?? String(node.value)}</span>;
    case 'choice':
      return <ChoiceControl path={path} values={node.values} value={String(value)} label={label} />;
    case 'condition':
      return (
        <ConditionBuilder
          value={(value as Condition | undefined) ?? { and: [] }}
          scope={scopeOf(editor.document, path)}
          onChange={write}
          onRemove={() => write(undefined)}
        />
      );
    case 'value':
      return <ValueInput label={label} value={(value as Value | undefined) ?? 0} onChange={write} />;
    case 'object':
      return <Fields fields={node.fields} path={path} />;
    case 'pair':
      return <PairControl node={node} path={path} value={value} label={label} />;
    case 'either':
      return <EitherControl node={node} path={path} value={value} label={label} />;
    case 'list':
      if (path.at(-1) === 'tiers') {
        return <TierTable path={path} tiers={(value ?? []) as Tier[]} scope={scopeOf(editor.document, path)} />;
      }
      if (path.at(-1) === 'cases') {
        const form = (at: Path, one: unknown) => <Control node={node.item} path={at} value={one} label={label} />;
        return <CaseList path={path} blank={blankOf(node.item)} form={form} />;
      }
      return <ListControl node={node} path={path} value={value} label={label} />;
    case 'record':
      return <PairsControl path={path} value={value} label={label} />;
  }
}

/** A single field stands without its name where the way that was chosen says it already. */
export function Fields({ fields, path }: { fields: readonly FormField[]; path: Path }) {
  return fields.map((field) => <FieldView key={field.name} field={field} path={[...path, field.name]} />);
}

/** Conditions beside a fact read its fields; all others the attributes of the rule's subject. */
function scopeOf(document: unknown, path: Path): ConditionScope {
  const fact = getIn(document, [...path.slice(0, -1), 'fact']);
  if (typeof fact === 'string') return { fact };
  const subject = getIn(document, [...path.slice(0, 2), 'subject']);
  const counted = getIn(document, [...path.slice(0, 2), 'measure']) as { held?: string; people?: string } | undefined;
  if (path[2] === 'measure' && counted?.held !== undefined) return { subject: 'customer' };
  if (path[2] === 'measure' && counted?.people !== undefined) return { subject: 'staff' };
  return { subject: (subject as SubjectType | undefined) ?? 'customer' };
}

/** The right option of a question. */
const isAnswer = (path: Path) => path.at(-3) === 'quiz' && path.at(-1) === 'answer';

const LONG_TEXTS = new Set(['text']);

function TextControl({ path, value, label }: { path: Path; value: string; label: string }) {
  const editor = useEditor();
  const choices = choicesFor(editor, path);
  const write = (next: string) => editor.set(path, next);
  const common = { 'aria-label': label, disabled: editor.readOnly };
  if (choices) {
    return (
      <Select<string>
        {...common}
        showSearch={{ optionFilterProp: 'label' }}
        style={{ minWidth: 240, maxWidth: '100%' }}
        value={value === '' ? null : value}
        placeholder="请选择"
        options={choices}
        onChange={write}
      />
    );
  }
  if (LONG_TEXTS.has(String(path.at(-1)))) {
    return (
      <Input.TextArea
        {...common}
        autoSize={{ minRows: 4 }}
        value={value}
        onChange={({ target }) => write(target.value)}
      />
    );
  }
  return <Input {...common} value={value} onChange={({ target }) => write(target.value)} />;
}

function ChoiceControl({ path, values, value, label }: { path: Path; values: string[]; value: string; label: string }) {
  const editor = useEditor();
  const names = labelOfField(namesOf(path)).values ?? {};
  return (
    <Select<string>
      aria-label={label}
      style={{ minWidth: 180 }}
      disabled={editor.readOnly}
      value={value}
      options={values.map((key) => ({ value: key, label: names[key] ?? key }))}
      onChange={(next) => editor.set(path, next)}
    />
  );
}

/** Two whole numbers as a fraction. */
function PairControl({ node, path, value, label }: ControlProps & { node: Extract<FormNode, { kind: 'pair' }> }) {
  const parts = Array.isArray(value) ? value : [];
  const editor = useEditor();
  return (
    <span className={styles.value}>
      {node.items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the places of a fraction
        <span key={index}>
          {index > 0 && ' / '}
          <InputNumber
            aria-label={`${label}${index === 0 ? '分子' : '分母'}`}
            min={item.kind === 'number' ? item.least : 0}
            precision={0}
            disabled={editor.readOnly}
            value={parts[index] as number}
            onChange={(next) => editor.set(path, parts.with(index, next ?? 0))}
          />
        </span>
      ))}
    </span>
  );
}

/** One of several ways to say it: which, then what that way asks for. */
function EitherControl({ node, path, value, label }: ControlProps & { node: Extract<FormNode, { kind: 'either' }> }) {
  const editor = useEditor();
  const names = labelOfField(namesOf(path)).values ?? {};
  const current = node.options.find(({ fits }) => fits(value)) ?? node.options.find(({ name }) => hasKey(value, name));
  const inner = current?.node;
  const [single, ...more] = inner?.kind === 'object' ? inner.fields : [];
  return (
    <div className={styles.either}>
      <Select<string>
        aria-label={label}
        style={{ minWidth: 180 }}
        disabled={editor.readOnly}
        value={current?.name ?? null}
        options={node.options.map(({ name }) => ({ value: name, label: names[name] ?? name }))}
        onChange={(name) =>
          editor.set(path, blankOf(node.options.find((option) => option.name === name)?.node ?? node))
        }
      />
      {inner?.kind === 'object' && single && more.length === 0 ? (
        <Control
          node={single.node}
          path={[...path, single.name]}
          value={getIn(value, [single.name])}
          label={labelOfField(namesOf([...path, single.name])).label}
        />
      ) : (
        inner && inner.kind !== 'constant' && <Control node={inner} path={path} value={value} label={label} />
      )}
    </div>
  );
}

/** Names with plain values, one a line: `deposit=6000000`. */
function PairsControl({ path, value, label }: Omit<ControlProps, 'node'>) {
  const editor = useEditor();
  const lines = Object.entries((value ?? {}) as Record<string, unknown>).map(([key, one]) => `${key}=${String(one)}`);
  const [typed, setTyped] = useState(lines.join('\n'));
  return (
    <Input.TextArea
      aria-label={label}
      autoSize={{ minRows: 1 }}
      placeholder="每行一项：名称=值"
      disabled={editor.readOnly}
      value={typed}
      onChange={({ target }) => {
        setTyped(target.value);
        editor.set(path, pairsOf(target.value));
      }}
    />
  );
}

function pairsOf(text: string): Record<string, string | number | boolean> {
  const pairs = text.split('\n').flatMap((line): [string, string | number | boolean][] => {
    const [key = '', ...rest] = line.split('=');
    const value = rest.join('=').trim();
    if (key.trim() === '' || rest.length === 0) return [];
    if (value === 'true' || value === 'false') return [[key.trim(), value === 'true']];
    return [[key.trim(), String(Number(value)) === value ? Number(value) : value]];
  });
  return Object.fromEntries(pairs);
}

function hasKey(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && key in value;
}

function ListControl({ node, path, value, label }: ControlProps & { node: Extract<FormNode, { kind: 'list' }> }) {
  const editor = useEditor();
  const list = Array.isArray(value) ? value : [];
  const choices = choicesOfList(node.item, editor, path);
  if (choices) {
    return (
      <Select<string[]>
        mode="multiple"
        aria-label={label}
        style={{ minWidth: 240, maxWidth: '100%' }}
        disabled={editor.readOnly}
        value={list as string[]}
        options={choices}
        onChange={(next) => editor.set(path, next)}
      />
    );
  }
  const add = () => editor.set(path, [...list, blankOf(node.item)]);
  return (
    <div className={styles.list}>
      {list.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what is being written may not have its name yet
        <div key={index} className={styles.item}>
          <Control node={node.item} path={[...path, index]} value={one} label={label} />
          {!editor.readOnly && list.length > node.least && (
            <Button size="small" type="link" onClick={() => editor.set(path, list.toSpliced(index, 1))}>
              去掉这一项
            </Button>
          )}
        </div>
      ))}
      {!editor.readOnly && (
        <Button size="small" type="link" onClick={add}>
          ＋ {label}
        </Button>
      )}
    </div>
  );
}

/** Lists of closed words, or of names of the document's own things, are chosen and not typed. */
function choicesOfList(item: FormNode, editor: Parameters<typeof choicesFor>[0], path: Path) {
  if (item.kind === 'choice') {
    const names = labelOfField(namesOf(path)).values ?? {};
    return item.values.map((value) => ({ value, label: names[value] ?? value }));
  }
  return item.kind === 'text' ? (choicesFor(editor, path) ?? null) : null;
}
