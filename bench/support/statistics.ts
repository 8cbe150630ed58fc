export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** The nearest-rank percentile; `share` in (0, 1]. Throws RangeError for no values. */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('no values');
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] as number;
}
