import { expect, it } from 'vitest';
import { ApiError } from '../api/problems.ts';
import { runBatch } from './batch-run.ts';

const refuse = (text: string) => Promise.reject(new ApiError(409, [{ code: 'X', text }]));

it('what is refused keeps its reason and does not hold up the rest', async () => {
  const progress: number[] = [];
  const outcome = await runBatch(['甲', '乙', '丙'], (row) => (row === '乙' ? refuse('刚被改过') : Promise.resolve()), {
    onProgress: (done) => progress.push(done),
    isStopped: () => false,
  });
  expect(outcome).toEqual({ done: ['甲', '丙'], refused: [{ row: '乙', text: '刚被改过' }] });
  expect(progress).toEqual([1, 2, 3]);
});

it('stopped, the rest is left as it is', async () => {
  let acted = 0;
  const act = async () => {
    acted += 1;
  };
  const outcome = await runBatch([1, 2, 3], act, { onProgress: () => undefined, isStopped: () => acted === 1 });
  expect(outcome.done).toEqual([1]);
});
