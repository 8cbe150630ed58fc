import { problemsOfError } from '../api/problems.ts';

export type BatchOutcome<Row> = { done: Row[]; refused: { row: Row; text: string }[] };

/**
 * Does `act` to each row, one after the other, as if it were done in its drawer: what is refused keeps its reason and does
 * not hold up the rest. `isStopped` is asked before each row.
 */
export async function runBatch<Row>(
  rows: readonly Row[],
  act: (row: Row) => Promise<unknown>,
  { onProgress, isStopped }: { onProgress: (done: number) => void; isStopped: () => boolean },
): Promise<BatchOutcome<Row>> {
  const outcome: BatchOutcome<Row> = { done: [], refused: [] };
  for (const [index, row] of rows.entries()) {
    if (isStopped()) break;
    try {
      await act(row);
      outcome.done.push(row);
    } catch (error) {
      outcome.refused.push({
        row,
        text: problemsOfError(error)
          .map(({ text }) => text)
          .join('；'),
      });
    }
    onProgress(index + 1);
  }
  return outcome;
}
