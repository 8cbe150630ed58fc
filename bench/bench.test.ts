import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { measures } from './registry.ts';
import { type Bench, openBench } from './support/bench.ts';
import { goalText, isMet } from './support/figure.ts';
import { median, percentile } from './support/statistics.ts';

const SCALE = 0.005;
/** Those that need neither a server process nor a browser. */
const IN_PROCESS = [
  'breach-list',
  'recomputation',
  'shared-scans',
  'what-if',
  'fact-latency',
  'my-day',
  'scoped-list',
  'import-contacts',
  'verify',
];

let folder: string;
let bench: Bench;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhanye bench '));
  bench = await openBench(SCALE, () => undefined, folder);
}, 120_000);

afterAll(async () => {
  await bench?.close();
  await rm(folder, { recursive: true, force: true });
});

test.each(IN_PROCESS)(
  '%s measures something, against its floor if it has one',
  async (name) => {
    const measure = measures.find((one) => one.name === name);
    const figures = (await measure?.run(bench)) ?? [];
    expect(figures.length).toBeGreaterThan(0);
    for (const { value, floor, ratio } of figures) {
      expect(value).toBeGreaterThan(0);
      expect(floor ?? 1).toBeGreaterThan(0);
      expect(ratio ?? 1).toBeGreaterThan(0);
    }
  },
  120_000,
);

test('every measure has a name of its own', () => {
  expect(new Set(measures.map(({ name }) => name)).size).toBe(measures.length);
});

test('goals bound the ratio, or the value where there is no floor', () => {
  const figure = { name: 'x', unit: 'ms', value: 300, floor: 100, ratio: 3, goal: { atMost: 2.5 } };
  expect(isMet(figure)).toBe(false);
  expect(isMet({ ...figure, goal: { atLeast: 3 } })).toBe(true);
  expect(isMet({ ...figure, floor: null, ratio: null, goal: { atMost: 300 } })).toBe(true);
  expect(goalText({ atLeast: 12 })).toBe('>= 12');
});

test('medians and percentiles are values that occurred', () => {
  expect(median([5, 1, 3])).toBe(3);
  expect(percentile([1, 2, 3, 4], 0.99)).toBe(4);
  expect(() => median([])).toThrow(RangeError);
});
