/**
 * Decision tables: rows of intervals and choices, and the proof that no two rows apply to one case and that no case is
 * left out (依据 RUL-2). All arithmetic is exact; a table of 300 rows and 40 columns takes milliseconds.
 */

/** `value` is a decimal text. */
export type Bound = { value: string; closed: boolean };
export type Interval = { from?: Bound; until?: Bound };
/** What a row asks of a column; undefined: anything. */
export type Cell = Interval | readonly string[] | undefined;

export type Axis =
  /** Decimals. `least`: no value lies below it. `step`: values are its multiples (`0.01` for money); else any decimal. */
  { kind: 'number'; least?: string; step?: string } | { kind: 'choice'; values: readonly string[] };

/** A case, one value for each column: a decimal text or one of the choices. */
export type Example = string[];

export interface TableProof {
  /** Rows that no case fits, by index: their interval holds nothing. */
  empty: number[];
  /** Rows that both apply to the example. */
  overlaps: { rows: [number, number]; example: Example }[];
  /** A case to which no row applies; null: there is none. `unproven`: the overlaps have to be cleared first. */
  gap: Example | 'unproven' | null;
}

/**
 * Proves a table. With `within: 'reach'` gaps are looked for only between what the rows reach on each column, for tables
 * that mean to leave out what lies below their lowest or above their highest bound.
 */
export function proveTable(
  axes: readonly Axis[],
  rows: readonly (readonly Cell[])[],
  { within }: { within: 'everything' | 'reach' },
): TableProof {
  const grids = axes.map((axis, column) =>
    gridOf(
      axis,
      rows.map((row) => row[column]),
    ),
  );
  const boxes = rows.map((row) => row.map((cell, column) => (grids[column] as Grid).rangesOf(cell)));
  const empty = boxes.flatMap((box, row) => (box.some((ranges) => ranges.length === 0) ? [row] : []));
  const full = boxes.flatMap((box, row) => (empty.includes(row) ? [] : [{ row, box }]));
  const overlaps = findOverlaps(full, grids);
  const domain = grids.map((grid, column) =>
    within === 'everything'
      ? [[0, grid.size] as Range]
      : reachOf(
          axes[column] as Axis,
          full.map(({ box }) => box[column] as Range[]),
        ),
  );
  const spans = full.map(({ box }) => box);
  const gap = overlaps.length === 0 ? gapBetweenDisjoint(spans, domain) : gapBySearch(spans, domain);
  return { empty, overlaps, gap: Array.isArray(gap) ? exampleOf(gap, grids) : gap };
}

/** Elementary cells `[from, until)` of a column, by index. Between two neighbouring cuts every row behaves alike. */
type Range = [number, number];
type Box = Range[][];

interface Grid {
  size: number;
  rangesOf(cell: Cell): Range[];
  exampleOf(index: number): string;
}

function gridOf(axis: Axis, cells: Cell[]): Grid {
  return axis.kind === 'choice' ? choiceGrid(axis.values) : numberGrid(axis, cells.filter(isInterval));
}

function isInterval(cell: Cell): cell is Interval {
  return cell !== undefined && !Array.isArray(cell);
}

function choiceGrid(values: readonly string[]): Grid {
  return {
    size: values.length,
    rangesOf(cell) {
      if (cell === undefined || isInterval(cell)) return values.length > 0 ? [[0, values.length]] : [];
      return values.flatMap((value, index): Range[] => (cell.includes(value) ? [[index, index + 1]] : []));
    },
    exampleOf: (index) => values[index] ?? '',
  };
}

/**
 * Bounds become whole multiples of the step. Without a step one digit more than the finest bound is enough: whatever lies
 * between two bounds then holds a multiple.
 */
function numberGrid({ least, step }: { least?: string; step?: string }, cells: Interval[]): Grid {
  const texts = cells.flatMap(({ from, until }) => [from?.value, until?.value]);
  const given = [...texts, least, step].filter((text) => text !== undefined);
  const digits = Math.max(0, ...given.map(digitsOf)) + (step === undefined ? 1 : 0);
  const unit = step === undefined ? 1n : scaled(step, digits);
  const one = 10n ** BigInt(digits);
  const lower = ({ value, closed }: Bound) =>
    closed ? ceiling(scaled(value, digits), unit) : floor(scaled(value, digits), unit) + 1n;
  const upper = ({ value, closed }: Bound) =>
    closed ? floor(scaled(value, digits), unit) + 1n : ceiling(scaled(value, digits), unit);
  const bounds = cells.flatMap(({ from, until }) => [...(from ? [lower(from)] : []), ...(until ? [upper(until)] : [])]);
  const away = floor(one, unit) + 1n;
  const first =
    least === undefined ? bounds.reduce(smaller, bounds[0] ?? 0n) - away : ceiling(scaled(least, digits), unit);
  const last = bounds.reduce(larger, first) + away;
  const cuts = [...new Set([first, ...bounds.filter((bound) => bound > first), last])].sort(ascending);
  const places = new Map(cuts.map((cut, index) => [cut, index]));
  const size = cuts.length - 1;
  return {
    size,
    rangesOf(cell) {
      if (cell === undefined || !isInterval(cell)) return [[0, size]];
      const from = cell.from ? (places.get(lower(cell.from)) ?? 0) : 0;
      const until = cell.until ? (places.get(upper(cell.until)) ?? 0) : size;
      return from < until ? [[from, until]] : [];
    },
    exampleOf: (index) => decimalText((cuts[index] ?? 0n) * unit, digits),
  };
}

function findOverlaps(full: { row: number; box: Box }[], grids: Grid[]): TableProof['overlaps'] {
  const overlaps: TableProof['overlaps'] = [];
  for (const [index, one] of full.entries()) {
    for (const other of full.slice(index + 1)) {
      const common = commonCase(one.box, other.box);
      if (common) overlaps.push({ rows: [one.row, other.row], example: exampleOf(common, grids) });
    }
  }
  return overlaps;
}

function commonCase(one: Box, other: Box): number[] | null {
  const cells: number[] = [];
  for (const [column, ranges] of one.entries()) {
    const cell = commonCell(ranges, other[column] as Range[]);
    if (cell === null) return null;
    cells.push(cell);
  }
  return cells;
}

function commonCell(one: Range[], other: Range[]): number | null {
  for (const [from, until] of one) {
    for (const [otherFrom, otherUntil] of other) {
      const start = Math.max(from, otherFrom);
      if (start < Math.min(until, otherUntil)) return start;
    }
  }
  return null;
}

/**
 * Disjoint boxes leave a gap exactly when their cells are fewer than the domain's. Where they are, one column after the
 * other is fixed to a cell in which some are still missing: polynomial, however many columns there are.
 */
function gapBetweenDisjoint(boxes: Box[], domain: Range[][]): number[] | null {
  const left = domain.map((_, column) => cellsFrom(domain, column));
  const held = boxes.map((box) => domain.map((_, column) => cellsFrom(box, column)));
  const total = left[0] ?? 1n;
  let active = boxes.map((_, index) => index);
  if (active.reduce((sum, index) => sum + (held[index]?.[0] ?? 1n), 0n) >= total) return null;
  const example: number[] = [];
  for (const [column, ranges] of domain.entries()) {
    const wanted = left[column + 1] ?? 1n;
    const rest = (index: number) => held[index]?.[column + 1] ?? 1n;
    const cell = cellWithLess(
      ranges,
      wanted,
      active.map((index) => [boxes[index]?.[column] ?? [], rest(index)]),
    );
    example.push(cell);
    active = active.filter((index) => covers(boxes[index]?.[column] ?? [], cell));
  }
  return example;
}

/** The number of cases in the columns from one on. */
function cellsFrom(box: Range[][], column: number): bigint {
  return box.slice(column).reduce((product, ranges) => product * BigInt(lengthOf(ranges)), 1n);
}

/** The first cell of a column in which the boxes hold fewer cases than wanted. */
function cellWithLess(ranges: Range[], wanted: bigint, boxes: [Range[], bigint][]): number {
  const changes = new Map<number, bigint>();
  for (const [spans, cases] of boxes) {
    for (const [from, until] of spans) {
      changes.set(from, (changes.get(from) ?? 0n) + cases);
      changes.set(until, (changes.get(until) ?? 0n) - cases);
    }
  }
  let held = 0n;
  for (let cell = 0; cell < (ranges.at(-1)?.[1] ?? 0); cell++) {
    held += changes.get(cell) ?? 0n;
    if (covers(ranges, cell) && held < wanted) return cell;
  }
  throw new Error('a table that lacks cases has a cell that lacks them');
}

/** So many steps are a few milliseconds; overlapping tables that need more are told to clear their overlaps. */
const MOST_STEPS = 20_000;

/** Boxes that overlap cannot be counted, so the uncovered case is looked for. */
function gapBySearch(boxes: Box[], domain: Range[][]): number[] | 'unproven' | null {
  let steps = 0;
  const search = (active: Box[], column: number): number[] | 'unproven' | null => {
    if (active.length === 0) return domain.slice(column).map((ranges) => ranges[0]?.[0] ?? 0);
    if (column === domain.length) return null;
    if (++steps > MOST_STEPS) return 'unproven';
    const tried = new Set<string>();
    for (const cell of cellsOf(domain[column] as Range[])) {
      const covering = active.filter((box) => covers(box[column] as Range[], cell));
      const key = covering.map((box) => boxes.indexOf(box)).join();
      if (tried.has(key)) continue;
      tried.add(key);
      const found = search(covering, column + 1);
      if (found === 'unproven') return found;
      if (found) return [cell, ...found];
    }
    return null;
  };
  return search(boxes, 0);
}

function* cellsOf(ranges: Range[]): Generator<number> {
  for (const [from, until] of ranges) for (let cell = from; cell < until; cell++) yield cell;
}

/** Of figures from the lowest to the highest cell that any row reaches; of choices those that any row names. */
function reachOf({ kind }: Axis, columns: Range[][]): Range[] {
  const ranges = columns.flat();
  if (kind === 'choice') {
    const named = new Set(ranges.flatMap((range) => [...cellsOf([range])]));
    return [...named].sort((a, b) => a - b).map((cell): Range => [cell, cell + 1]);
  }
  if (ranges.length === 0) return [[0, 0]];
  return [[Math.min(...ranges.map(([from]) => from)), Math.max(...ranges.map(([, until]) => until))]];
}

function covers(ranges: Range[], cell: number): boolean {
  return ranges.some(([from, until]) => from <= cell && cell < until);
}

function lengthOf(ranges: Range[]): number {
  return ranges.reduce((sum, [from, until]) => sum + until - from, 0);
}

function exampleOf(cells: number[], grids: Grid[]): Example {
  return cells.map((cell, column) => (grids[column] as Grid).exampleOf(cell));
}

function digitsOf(text: string): number {
  return text.split('.')[1]?.length ?? 0;
}

/** `1.5` with 2 digits is 150. */
function scaled(text: string, digits: number): bigint {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const size = BigInt(whole + fraction.padEnd(digits, '0'));
  return text.startsWith('-') ? -size : size;
}

function decimalText(value: bigint, digits: number): string {
  const size = (value < 0n ? -value : value).toString().padStart(digits + 1, '0');
  const [whole, fraction] = [size.slice(0, size.length - digits), size.slice(size.length - digits).replace(/0+$/, '')];
  return `${value < 0n ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`;
}

function floor(value: bigint, unit: bigint): bigint {
  const quotient = value / unit;
  return value % unit < 0n ? quotient - 1n : quotient;
}

const ceiling = (value: bigint, unit: bigint) => -floor(-value, unit);
const smaller = (a: bigint, b: bigint) => (a < b ? a : b);
const larger = (a: bigint, b: bigint) => (a > b ? a : b);
const ascending = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0);
