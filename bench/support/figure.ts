import type { Bench } from './bench.ts';

/** A bound on the ratio (or, where there is no floor, on the value itself). */
export type Goal = { atLeast: number } | { atMost: number };

/** What one measure found. */
export type Figure = {
  name: string;
  unit: string;
  value: number;
  /** Of the same run and the same database; null where the goal is absolute. */
  floor: number | null;
  /** How the two compare, as the goal counts it. */
  ratio: number | null;
  goal: Goal;
};

export type Measure = {
  name: string;
  /** What is measured, against what. */
  title: string;
  run(bench: Bench): Promise<Figure[]>;
};

export const goalText = (goal: Goal): string => ('atLeast' in goal ? `>= ${goal.atLeast}` : `<= ${goal.atMost}`);

export function isMet({ ratio, value, goal }: Figure): boolean {
  const found = ratio ?? value;
  return 'atLeast' in goal ? found >= goal.atLeast : found <= goal.atMost;
}
