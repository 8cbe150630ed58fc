import type { Problem } from '../errors/problem.ts';
import { rulebookErrors } from './errors.ts';
import type { Comparison, Condition, Literal, Value } from './expression.ts';
import type { Tier } from './rule.ts';
import type { Rulebook } from './rulebook.ts';
import { conditionSentence, type Words } from './sentence.ts';
import {
  type Axis,
  type Bound,
  type Cell,
  type Example,
  type Interval,
  proveTable,
  type TableProof,
} from './tables.ts';

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
  const table = tableOf(
    listed.map(({ where }) => where),
    parameters,
    words,
  );
  return table && { ...table, others };
}

/** Conditions from wherever as one table with its proof over what they reach; null as in `tierTable`. */
export function decisionTable(
  wheres: readonly (Condition | undefined)[],
  parameters: Parameters,
  words: Words,
): (TierTable & { proof: TableProof }) | null {
  const found = tableOf(wheres, parameters, words);
  const table = found && { ...found, others: false };
  return table && { ...table, proof: proveTiers(table) };
}

function tableOf(
  wheres: readonly (Condition | undefined)[],
  parameters: Parameters,
  words: Words,
): Omit<TierTable, 'others'> | null {
  const rows: Map<string, Figured>[] = [];
  for (const where of wheres) {
    const row = rowOf(cellsOf(where), parameters);
    if (!row) return null;
    rows.push(row);
  }
  const keys = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  const columns = keys.map((key) =>
    columnOf(
      key,
      rows.flatMap((row) => (row.has(key) ? [row.get(key) as Figured] : [])),
      words,
    ),
  );
  if (columns.includes(null)) return null;
  return { columns: columns as TierTable['columns'], rows: rows.map((row) => keys.map((key) => row.get(key))) };
}

type Figured = Interval | string[];

function rowOf(cells: AskedCell[] | null, parameters: Parameters): Map<string, Figured> | null {
  const row = new Map<string, Figured>();
  for (const cell of cells ?? []) {
    const figured = figuresOf(cell, parameters);
    if (figured === null) return null;
    row.set(JSON.stringify(cell.value), figured);
  }
  return cells && row;
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

/** A bound as it is written: a figure or a parameter. */
export type WrittenBound = { at: Value; closed: boolean };

/** What one tier asks of one value: an interval, or some of its choices. */
export interface AskedCell {
  value: Value;
  from?: WrittenBound | undefined;
  until?: WrittenBound | undefined;
  choices?: Literal[] | undefined;
}

/** A tier's condition as cells, or null where it cannot be said in a table. Without condition: no cells. */
export function cellsOf(where: Condition | undefined): AskedCell[] | null {
  const cells = new Map<string, AskedCell>();
  return where === undefined || gather(where, cells) ? [...cells.values()] : null;
}

/** The condition that says the cells again; undefined where none asks for anything. */
export function conditionOf(cells: readonly AskedCell[]): Condition | undefined {
  const parts = cells.flatMap(({ value, from, until, choices }): Condition[] => [
    ...(from
      ? [from.closed ? { ge: [value, from.at] as [Value, Value] } : { gt: [value, from.at] as [Value, Value] }]
      : []),
    ...(until
      ? [until.closed ? { le: [value, until.at] as [Value, Value] } : { lt: [value, until.at] as [Value, Value] }]
      : []),
    ...(choices && choices.length > 0 ? [{ in: [value, choices] as [Value, Literal[]] }] : []),
  ]);
  return parts.length > 1 ? { and: parts } : parts[0];
}

/** Adds what a condition asks of each value; false if it cannot be said in a table. */
function gather(condition: Condition, cells: Map<string, AskedCell>): boolean {
  if ('and' in condition) return condition.and.every((part) => gather(part, cells));
  if ('in' in condition) return addCell({ value: condition.in[0], choices: condition.in[1] }, cells);
  if ('or' in condition || 'not' in condition || 'present' in condition) return false;
  const [comparison, [value, at]] = Object.entries(condition)[0] as [Comparison, [Value, Value]];
  if (!isConstant(at) || isConstant(value)) return false;
  if (comparison === 'eq' && typeof at !== 'object' && !isNumber(at)) return addCell({ value, choices: [at] }, cells);
  const bounds = boundsOf(comparison, at);
  return bounds !== null && addCell({ value, ...bounds }, cells);
}

/** A second bound on the same side of the same value, or choices beside it, are more than a table shows. */
function addCell(asked: AskedCell, cells: Map<string, AskedCell>): boolean {
  const key = JSON.stringify(asked.value);
  const cell = cells.get(key);
  const collides = cell && (cell.choices || asked.choices || (cell.from && asked.from) || (cell.until && asked.until));
  if (collides) return false;
  cells.set(key, { ...cell, ...asked });
  return true;
}

function isConstant(value: Value): value is Literal | { param: string } {
  return typeof value !== 'object' || 'param' in value;
}

const isNumber = (value: Literal) => /^-?\d+(\.\d+)?$/.test(String(value));

function boundsOf(comparison: Comparison, at: Value): Pick<AskedCell, 'from' | 'until'> | null {
  switch (comparison) {
    case 'ge':
      return { from: { at, closed: true } };
    case 'gt':
      return { from: { at, closed: false } };
    case 'le':
      return { until: { at, closed: true } };
    case 'lt':
      return { until: { at, closed: false } };
    case 'eq':
      return { from: { at, closed: true }, until: { at, closed: true } };
    case 'ne':
      return null;
  }
}

/** The cell with its parameters' figures; null where one has none. */
function figuresOf({ from, until, choices }: AskedCell, parameters: Parameters): Interval | string[] | null {
  if (choices) return choices.map(String);
  const [low, high] = [from, until].map((bound) => bound && figureOf(bound, parameters));
  if (low === null || high === null) return null;
  return { ...(low && { from: low }), ...(high && { until: high }) };
}

function figureOf({ at, closed }: WrittenBound, parameters: Parameters): Bound | null {
  const figure = typeof at === 'object' ? ('param' in at ? parameters[at.param]?.value : undefined) : at;
  return figure !== undefined && isNumber(figure) ? { value: String(figure), closed } : null;
}

function columnOf(key: string, cells: Figured[], words: Words): TierTable['columns'][number] | null {
  const value = JSON.parse(key) as Value;
  const choices = cells.filter((cell) => Array.isArray(cell));
  if (choices.length !== 0 && choices.length !== cells.length) return null;
  if (choices.length === 0) {
    return { value, axis: { kind: 'number', ...(unitOf(value, words) === '元' && { step: FEN }) } };
  }
  const named = typeof value === 'object' && 'attr' in value ? words.attributes[value.attr]?.values : undefined;
  return { value, axis: { kind: 'choice', values: [...new Set([...Object.keys(named ?? {}), ...choices.flat()])] } };
}

/** The unit in which a value is counted: `元`; undefined where it has none. */
export function unitOf(value: Value, words: Words): string | undefined {
  if (typeof value !== 'object') return undefined;
  if ('attr' in value) return words.attributes[value.attr]?.unit;
  const [parts] = Object.values(value);
  return Array.isArray(parts) ? parts.map((part) => unitOf(part, words)).find(Boolean) : undefined;
}
