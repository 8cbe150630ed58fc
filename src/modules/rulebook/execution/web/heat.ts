/** Shades of ink, from none to darkest. */
const SHADES = 5;

/**
 * How dark a cell stands: the more was not in time, the darker, from 0 (all in time, or nothing decided) to 4. Every
 * cell says its figure as well.
 */
export function shadeOf(onTime: number | null): number {
  if (onTime === null) return 0;
  return Math.min(SHADES - 1, Math.ceil(((100 - onTime) / 100) * SHADES));
}

/** Where an arrow leads in a grid, or null if it leads nowhere. */
export function stepIn(
  key: string,
  [row, column]: readonly [number, number],
  [rows, columns]: readonly [number, number],
) {
  const moves: Record<string, [number, number]> = {
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
  };
  const [r, c] = moves[key] ?? [-1, -1];
  return r < 0 || c < 0 || r >= rows || c >= columns ? null : ([r, c] as const);
}
