import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { civilDateFrom } from '../../../kernel/calendar/index.ts';
import { digestOf, listed, lotsOf, seedOf } from './lots.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const parts = { chainHash: 'ab'.repeat(32), day: civilDateFrom('2026-03-05'), institution: 'ST', runningNo: 1 };
const people = fc.uniqueArray(fc.stringMatching(/^E\d{1,4}$/), { minLength: 1, maxLength: 30 });
const numbers = (lots: readonly { no: string }[]) => lots.map(({ no }) => no);

describe('drawing lots (DAY-13)', () => {
  test('anybody can recompute a seed and a lot with sha256 alone', () => {
    const seed = sha256(`${'ab'.repeat(32)}|2026-03-05|ST|1`);
    expect(seedOf(parts)).toBe(seed);
    expect(lotsOf(seed, ['E1'])).toEqual([{ no: 'E1', lot: sha256(`${seed}|E1`) }]);
    expect(digestOf(listed(['E2', 'E10', 'E1']))).toBe(sha256('E1,E10,E2'));
  });

  test('each part of the seed counts', () => {
    const seeds = [
      parts,
      { ...parts, chainHash: 'ac'.repeat(32) },
      { ...parts, day: civilDateFrom('2026-03-06') },
      { ...parts, institution: 'S' },
      { ...parts, runningNo: 2 },
    ].map(seedOf);
    expect(new Set(seeds).size).toBe(seeds.length);
  });

  test('the order of the list is no lever, and a candidate more moves nobody else', () => {
    fc.assert(
      fc.property(people, fc.string(), (candidates, seed) => {
        const drawn = numbers(lotsOf(seed, candidates));
        expect(numbers(lotsOf(seed, candidates.toReversed()))).toEqual(drawn);
        const fewer = candidates.slice(1);
        expect(numbers(lotsOf(seed, fewer))).toEqual(drawn.filter((no) => no !== candidates[0]));
      }),
    );
  });

  test('everybody is drawn equally often, first and second alike', () => {
    const candidates = Array.from({ length: 10 }, (_, index) => `E${index}`);
    const draws = 20_000;
    const tallies = [new Map<string, number>(), new Map<string, number>()];
    for (let runningNo = 1; runningNo <= draws; runningNo++) {
      const lots = lotsOf(seedOf({ ...parts, runningNo }), candidates);
      for (const [place, tally] of tallies.entries()) {
        const no = lots[place]?.no ?? '';
        tally.set(no, (tally.get(no) ?? 0) + 1);
      }
    }
    const expected = draws / candidates.length;
    for (const tally of tallies) {
      const chiSquare = candidates.reduce((sum, no) => sum + ((tally.get(no) ?? 0) - expected) ** 2 / expected, 0);
      // Nine degrees of freedom: above 33.7 once in ten thousand; the seeds are fixed, so this is no matter of luck.
      expect(chiSquare).toBeLessThan(33.7);
    }
  });
});
