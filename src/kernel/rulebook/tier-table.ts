import type { Problem } from '../errors/problem.ts';
import { rulebookErrors } from './errors.ts';
import type { Comparison, Condition, Literal, Value } from './expression.ts';
import type { Tier } from './rule.ts';
import type { Rulebook } from './rulebook.ts';
import { conditionSentence, type Words } from './sentence.ts';
import { type Axis, type Cell, type Example, type Interval, proveTable, type TableProof } from './tables.ts';

type Parameters = Rulebook['parameters'];

/** Tiers as a decision table: a column for each value that their conditions compare with constants. */
export interface TierTable {
  columns: { value: Value; axis: Axis }[];
  /** One row a tier; `others` is a last tier without condition, which takes what the rest leaves. */
  rows: Cell[][];
  others: boolean;
}

/** Money has no smaller part than a fen. */
const FEN = '0.01';

/**
 * The tiers as a table, or null where a condition is more than intervals and choices side by side (`或`, `非`, two values
 * compared with each other).
 */
export function tierTable(tiers: readonly Tier[], parameters: Parameters, words: Words): TierTable | null {
  const others = tiers.length > 1 && tiers.at(-1)?.where === undefined;
  const listed = others ? tiers.slice(0, -1) : tiers;
  const rows: Map<string, Asked>[] = [];
  for (const { where } of listed) {
    const row = new Map<string, Asked>();
    if (where !== undefined && !gather(where, row, parameters)) return null;
    rows.push(row);
  }
  const keys = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  const columns = keys.map((key) =>
    columnOf(
      key,
      rows.flatMap((row) => row.get(key) ?? []),
      words,
    ),
  );
  if (columns.includes(null)) return null;
  return {
    columns: columns as TierTable['columns'],
    rows: rows.map((row) => keys.map((key) => row.get(key)?.cell)),
    others,
  };
}

/** Whether each case falls under one tier: proof over what the tiers reach, all of it where nobody takes the rest. */
export function proveTiers(table: TierTable): TableProof {
  const axes = table.columns.map(({ axis }) => axis);
  const proof = proveTable(axes, table.rows, { within: 'reach' });
  return table.others ? { ...proof, gap: null } : proof;
}

/**
 * Every conflict and gap among the tiers of a rule, at their paths below `path` (`rules.3`). Two tiers of one case are no
 * conflict where they ask for the same.
 */
export function tierProblems(tiers: readonly Tier[], parameters: Parameters, words: Words, path: string): Problem[] {
  const table = tierTable(tiers, parameters, words);
  if (!table) return [];
  const { empty, overlaps, gap } = proveTiers(table);
  const say = (example: Example) => exampleText(table, example, words);
  const needOf = (row: number) => JSON.stringify(tiers[row]?.need);
  return [
    ...empty.map((row) => rulebookErrors.RULEBOOK_TIER_EMPTY({ tier: row + 1 }, `${path}.tiers.${row}`)),
    ...overlaps
      .filter(({ rows: [one, other] }) => needOf(one) !== needOf(other))
      .map(({ rows: [one, other], example }) =>
        rulebookErrors.RULEBOOK_TIER_CONFLICT(
          { one: one + 1, other: other + 1, example: say(example) },
          `${path}.tiers.${other}`,
        ),
      ),
    ...(Array.isArray(gap) ? [rulebookErrors.RULEBOOK_TIER_GAP({ example: say(gap) }, `${path}.tiers`)] : []),
  ];
}

/** `存款余额 1,000,000 元、客户类型 对公`. */
export function exampleText(table: TierTable, example: Example, words: Words): string {
  const parts = table.columns.map(({ value }, column): Condition => ({ eq: [value, example[column] ?? ''] }));
  return parts.length === 0 ? '任何情形' : conditionSentence({ and: parts }, {}, words);
}

type Asked = { value: Value; cell: Interval | string[] };

/** Adds what a condition asks of each value to a row; false if it cannot be said in a table. */
function gather(condition: Condition, row: Map<string, Asked>, parameters: Parameters): boolean {
  if ('and' in condition) return condition.and.every((part) => gather(part, row, parameters));
  if ('in' in condition) return addChoice(condition.in[0], condition.in[1].map(String), row);
  if ('or' in condition || 'not' in condition || 'present' in condition) return false;
  const [comparison, [left, right]] = Object.entries(condition)[0] as [Comparison, [Value, Value]];
  const constant = constantOf(right, parameters);
  if (constant === null || constantOf(left, parameters) !== null) return false;
  if (comparison === 'eq' && !isNumber(constant)) return addChoice(left, [String(constant)], row);
  const interval = intervalOf(comparison, String(constant));
  return interval !== null && isNumber(constant) && addInterval(left, interval, row);
}

function constantOf(value: Value, parameters: Parameters): Literal | null {
  if (typeof value !== 'object') return value;
  return 'param' in value ? (parameters[value.param]?.value ?? null) : null;
}

const isNumber = (value: Literal) => /^-?\d+(\.\d+)?$/.test(String(value));

function intervalOf(comparison: Comparison, value: string): Interval | null {
  switch (comparison) {
    case 'ge':
      return { from: { value, closed: true } };
    case 'gt':
      return { from: { value, closed: false } };
    case 'le':
      return { until: { value, closed: true } };
    case 'lt':
      return { until: { value, closed: false } };
    case 'eq':
      return { from: { value, closed: true }, until: { value, closed: true } };
    case 'ne':
      return null;
  }
}

/** A second bound on the same side of the same value is more than a table shows. */
function addInterval(value: Value, interval: Interval, row: Map<string, Asked>): boolean {
  const key = JSON.stringify(value);
  const cell = row.get(key)?.cell ?? {};
  if (Array.isArray(cell) || (cell.from && interval.from) || (cell.until && interval.until)) return false;
  row.set(key, { value, cell: { ...cell, ...interval } });
  return true;
}

function addChoice(value: Value, choices: string[], row: Map<string, Asked>): boolean {
  const key = JSON.stringify(value);
  if (row.has(key)) return false;
  row.set(key, { value, cell: choices });
  return true;
}

function columnOf(key: string, asked: Asked[], words: Words): TierTable['columns'][number] | null {
  const value = JSON.parse(key) as Value;
  const numeric = asked.filter(({ cell }) => !Array.isArray(cell)).length;
  if (numeric !== 0 && numeric !== asked.length) return null;
  if (numeric > 0) return { value, axis: { kind: 'number', ...(unitOf(value, words) === '元' && { step: FEN }) } };
  const named = typeof value === 'object' && 'attr' in value ? words.attributes[value.attr]?.values : undefined;
  const mentioned = asked.flatMap(({ cell }) => cell as string[]);
  return { value, axis: { kind: 'choice', values: [...new Set([...Object.keys(named ?? {}), ...mentioned])] } };
}

function unitOf(value: Value, words: Words): string | undefined {
  if (typeof value !== 'object') return undefined;
  if ('attr' in value) return words.attributes[value.attr]?.unit;
  const [parts] = Object.values(value);
  return Array.isArray(parts) ? parts.map((part) => unitOf(part, words)).find(Boolean) : undefined;
}
