import { CloseOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import type { Condition, Value } from '../../../../kernel/rulebook/expression.ts';
import type { Tier } from '../../../../kernel/rulebook/rule.ts';
import {
  type AskedCell,
  cellsOf,
  conditionOf,
  exampleText,
  proveTiers,
  tierTable,
  unitOf,
  type WrittenBound,
} from '../../../../kernel/rulebook/tier-table.ts';
import { ClauseProof } from './clause-proof.tsx';
import { ConditionBuilder } from './condition-builder.tsx';
import styles from './editor.module.css';
import { parametersOf, useEditor } from './editor-context.ts';
import { type ConditionScope, OperandInput, wordsIn, wordsOfValue, wordValue } from './operand-input.tsx';
import { elementId, type Path } from './paths.ts';
import { ValueInput } from './value-input.tsx';

type TierTableProps = { path: Path; tiers: readonly Tier[]; scope: ConditionScope };

/** 分档与次数: a decision table, a column for each value compared; proved again with every keystroke. */
export function TierTable({ path, tiers, scope }: TierTableProps) {
  const editor = useEditor();
  const rows = tiers.map(({ where }) => cellsOf(where));
  const write = (next: readonly Tier[]) => editor.set(path, next);
  const tabular = rows.every((row) => row !== null);
  return (
    <div id={elementId(path)} className={styles.tiers}>
      {tabular ? (
        <CellTable tiers={tiers} rows={rows} scope={scope} write={write} />
      ) : (
        <TierList tiers={tiers} scope={scope} write={write} />
      )}
      {!editor.readOnly && (
        <Button
          size="small"
          type="link"
          onClick={() => write([...tiers, { ...tiers.at(-1), need: tiers.at(-1)?.need ?? 1 }])}
        >
          ＋ 档
        </Button>
      )}
      <Proof tiers={tiers} />
      <ClauseProof path={path.slice(0, 2)} />
    </div>
  );
}

/** Whether every case falls under just one tier, with an example where it does not. */
function Proof({ tiers }: { tiers: readonly Tier[] }) {
  const { words, document } = useEditor();
  const parameters = parametersOf({ document });
  const table = tierTable(tiers, parameters, words);
  if (table === null)
    return <p className={styles.unproven}>条件含“任一”“并非”或缺参数，无法列表证明；发布前请用样例核对</p>;
  const { empty, overlaps, gap } = proveTiers(table);
  const findings = [
    ...empty.map((row) => `第 ${row + 1} 档自相矛盾，没有对象能落入`),
    ...overlaps
      .slice(0, 3)
      .map(
        ({ rows: [one, other], example }) =>
          `第 ${one + 1} 档与第 ${other + 1} 档重叠：${exampleText(table, example, words)}`,
      ),
    ...(Array.isArray(gap) ? [`各档之间有缺口：${exampleText(table, gap, words)}时没有一档适用`] : []),
    ...(gap === 'unproven' ? ['先消除重叠，才能证明有无缺口'] : []),
  ];
  if (findings.length === 0) return <p className={styles.proved}>✓ 已证明：各档之间无缺口、无重叠</p>;
  return (
    <ul className={styles.findings} role="status">
      {findings.map((finding) => (
        <li key={finding}>! {finding}</li>
      ))}
    </ul>
  );
}

type Written = { tiers: readonly Tier[]; scope: ConditionScope; write: (tiers: readonly Tier[]) => void };

function CellTable({ tiers, rows, scope, write }: Written & { rows: (AskedCell[] | null)[] }) {
  const editor = useEditor();
  const columns = [
    ...new Map(rows.flatMap((row) => row ?? []).map((cell) => [JSON.stringify(cell.value), cell.value])),
  ];
  const spare = wordsIn(editor, scope).filter(
    ({ key }) => !columns.some(([, value]) => wordsOfValue(value)?.keys.includes(key)),
  );
  const rewrite = (row: number, cells: AskedCell[]) =>
    write(tiers.with(row, withWhere(tiers[row] as Tier, conditionOf(cells))));
  const rename = (before: string, value: Value) =>
    write(
      tiers.map((tier, row) =>
        withWhere(
          tier,
          conditionOf(
            (rows[row] ?? []).map((cell) => (JSON.stringify(cell.value) === before ? { ...cell, value } : cell)),
          ),
        ),
      ),
    );
  const addColumn = (key: string, choices: Record<string, string> | undefined) => {
    const value = wordValue(scope, key);
    const [choice] = Object.keys(choices ?? {});
    const cell: AskedCell =
      choice === undefined ? { value, from: { at: 0, closed: true } } : { value, choices: [choice] };
    rewrite(0, [...(rows[0] ?? []), cell]);
  };
  return (
    <div className={styles.scroll}>
      <table className={styles.tierTable}>
        <thead>
          <tr>
            <th scope="col">档</th>
            {columns.map(([key, value]) => (
              <th key={key} scope="col">
                <OperandInput value={value} scope={scope} onChange={(next) => rename(key, next)} />
              </th>
            ))}
            <th scope="col">应完成数</th>
            <th scope="col">
              {!editor.readOnly && spare.length > 0 && (
                <Select<string>
                  size="small"
                  aria-label="加一列"
                  placeholder="＋ 列"
                  value={null}
                  popupMatchSelectWidth={180}
                  options={spare.map(({ key, label }) => ({ value: key, label }))}
                  onChange={(key) => addColumn(key, spare.find((word) => word.key === key)?.values)}
                />
              )}
            </th>
          </tr>
        </thead>
        <tbody>
          {tiers.map((tier, row) => {
            const cells = rows[row] ?? [];
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: tiers have no name but their place
              <tr key={row}>
                <th scope="row">{row + 1}</th>
                {columns.map(([key, value]) => (
                  <td key={key}>
                    <CellInput
                      tier={row + 1}
                      cell={cells.find((cell) => JSON.stringify(cell.value) === key) ?? { value }}
                      scope={scope}
                      onChange={(next) =>
                        rewrite(row, [...cells.filter((cell) => JSON.stringify(cell.value) !== key), next])
                      }
                    />
                  </td>
                ))}
                <td>
                  <ValueInput
                    label={`第 ${row + 1} 档应完成数`}
                    value={tier.need}
                    unit="次"
                    onChange={(need) => write(tiers.with(row, { ...tier, need }))}
                  />
                </td>
                <td>{tiers.length > 1 && <RemoveTier row={row} tiers={tiers} write={write} />}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function withWhere({ where: _, ...tier }: Tier, where: Condition | undefined): Tier {
  return where === undefined ? tier : { where, ...tier };
}

function RemoveTier({ row, tiers, write }: { row: number; tiers: readonly Tier[]; write: Written['write'] }) {
  const { readOnly } = useEditor();
  if (readOnly) return null;
  return (
    <Button
      size="small"
      type="text"
      icon={<CloseOutlined />}
      aria-label={`去掉第 ${row + 1} 档`}
      onClick={() => write(tiers.toSpliced(row, 1))}
    />
  );
}

const LOW = { true: '≥', false: '>' } as const;
const HIGH = { true: '≤', false: '<' } as const;

/** One cell: some choices, or a lower and an upper bound, each there or not. */
function CellInput(props: {
  tier: number;
  cell: AskedCell;
  scope: ConditionScope;
  onChange: (cell: AskedCell) => void;
}) {
  const editor = useEditor();
  const { tier, cell, scope, onChange } = props;
  const { value, from, until, choices } = cell;
  const keys = wordsOfValue(value)?.keys ?? [];
  const values = keys.length === 1 ? wordsIn(editor, scope).find(({ key }) => key === keys[0])?.values : undefined;
  if (values) {
    return (
      <Select<string[]>
        mode="multiple"
        aria-label={`第 ${tier} 档取值`}
        placeholder="不限"
        style={{ minWidth: 120 }}
        disabled={editor.readOnly}
        value={(choices ?? []).map(String)}
        options={Object.entries(values).map(([key, label]) => ({ value: key, label }))}
        onChange={(next) => onChange({ value, choices: next })}
      />
    );
  }
  return (
    <span className={styles.bounds}>
      <BoundInput
        label={`第 ${tier} 档下限`}
        signs={LOW}
        bound={from}
        of={value}
        onChange={(next) => onChange({ ...cell, from: next })}
      />
      <BoundInput
        label={`第 ${tier} 档上限`}
        signs={HIGH}
        bound={until}
        of={value}
        onChange={(next) => onChange({ ...cell, until: next })}
      />
    </span>
  );
}

const NO_BOUND = '不限';

function BoundInput(props: {
  label: string;
  signs: { true: string; false: string };
  bound: WrittenBound | undefined;
  of: Value;
  onChange: (bound: WrittenBound | undefined) => void;
}) {
  const { readOnly, words } = useEditor();
  const { label, signs, bound, of, onChange } = props;
  return (
    <span className={styles.bound}>
      <Select<string>
        size="small"
        aria-label={label}
        disabled={readOnly}
        style={{ width: 62 }}
        value={bound === undefined ? NO_BOUND : String(bound.closed)}
        options={[
          { value: 'true', label: signs.true },
          { value: 'false', label: signs.false },
          { value: NO_BOUND, label: NO_BOUND },
        ]}
        onChange={(sign) => onChange(sign === NO_BOUND ? undefined : { at: bound?.at ?? 0, closed: sign === 'true' })}
      />
      {bound !== undefined && (
        <ValueInput
          label={`${label}的数`}
          value={bound.at}
          unit={unitOf(of, words)}
          onChange={(at) => onChange({ ...bound, at })}
        />
      )}
    </span>
  );
}

/** Tiers whose conditions are more than a table can show. */
function TierList({ tiers, scope, write }: Written) {
  return tiers.map((tier, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: tiers have no name but their place
    <div key={row} className={styles.tier}>
      <span className={styles.groupHead}>
        第 {row + 1} 档 {tiers.length > 1 && <RemoveTier row={row} tiers={tiers} write={write} />}
      </span>
      <ConditionBuilder
        value={tier.where ?? { and: [] }}
        scope={scope}
        onChange={(where) => write(tiers.with(row, withWhere(tier, where)))}
        onRemove={() => write(tiers.with(row, withWhere(tier, undefined)))}
      />
      <span className={styles.line}>
        应完成数
        <ValueInput
          label={`第 ${row + 1} 档应完成数`}
          value={tier.need}
          unit="次"
          onChange={(need) => write(tiers.with(row, { ...tier, need }))}
        />
      </span>
    </div>
  ));
}
