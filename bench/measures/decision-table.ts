import { type Axis, type Cell, type Interval, proveTable } from '../../src/kernel/rulebook/tables.ts';
import type { Measure } from '../support/figure.ts';
import { median } from '../support/statistics.ts';
import { timed } from '../support/timing.ts';

const ROWS = 300;
const COLUMNS = 40;
const ROUNDS = 7;
const TOP = 2 ** 20;

/** What a keystroke in the table editor costs is one more proof of the whole table. */
export const decisionTable: Measure = {
  name: 'decision-table',
  title: `a table of ${ROWS} rows and ${COLUMNS} columns proved without gap and overlap; one keystroke: proved again`,
  async run() {
    const axes = Array.from({ length: COLUMNS }, (): Axis => ({ kind: 'number', least: '0', step: '1' }));
    const rows = splitSpace();
    const broken = rows.toSpliced(ROWS / 2, 1);
    const prove = (table: Cell[][]) => timed(async () => proveTable(axes, table, { within: 'everything' }));
    assertProved(axes, rows, broken);
    const whole: number[] = [];
    const keystroke: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      whole.push(await prove(rows));
      keystroke.push(await prove(broken));
    }
    const none = { unit: 'ms', floor: null, ratio: null };
    return [
      { name: 'decision-table-proof', ...none, value: median(whole), goal: { atMost: 1000 } },
      { name: 'decision-table-keystroke', ...none, value: median(keystroke), goal: { atMost: 50 } },
    ];
  },
};

/** Disjoint boxes that fill all space: again and again the largest is cut in two, at another column each time. */
function splitSpace(): Cell[][] {
  const boxes: [number, number][][] = [Array.from({ length: COLUMNS }, () => [0, TOP])];
  for (let cut = 0; boxes.length < ROWS; cut++) {
    const box = boxes.shift() as [number, number][];
    const column = (cut * 7) % COLUMNS;
    const [from, until] = box[column] as [number, number];
    const middle = Math.floor((from + until) / 2);
    boxes.push(box.with(column, [from, middle]), box.with(column, [middle, until]));
  }
  return boxes.map((box) => box.map(toCell));
}

function toCell([from, until]: [number, number]): Interval {
  return {
    from: { value: String(from), closed: true },
    ...(until < TOP && { until: { value: String(until), closed: false } }),
  };
}

/** A proof that is fast and wrong is not measured. */
function assertProved(axes: Axis[], rows: Cell[][], broken: Cell[][]): void {
  const whole = proveTable(axes, rows, { within: 'everything' });
  const lacking = proveTable(axes, broken, { within: 'everything' });
  if (whole.gap !== null || whole.overlaps.length > 0 || !Array.isArray(lacking.gap)) {
    throw new Error('the decision table is proved wrongly');
  }
}
