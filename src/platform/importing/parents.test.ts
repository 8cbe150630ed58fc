import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkParents } from './parents.ts';

const words = { missing: (no: string) => `missing ${no}`, refused: (no: string) => `refused ${no}`, cycle: 'cycle' };
const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');

/** A known forest: every parent comes before its child in the alphabet. */
const forest = fc.dictionary(name, name).map((parents) => {
  const known = new Map<string, string | null>();
  for (const [no, parent] of Object.entries(parents).sort())
    known.set(no, known.has(parent) && parent < no ? parent : null);
  return known;
});

it('剩下的总是一棵没有循环、没有悬空的树，且结果与行序无关', () => {
  const claims = fc.uniqueArray(
    fc.record({ no: name, parentNo: fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'z')) }),
    {
      selector: ({ no }) => no,
    },
  );
  fc.assert(
    fc.property(forest, claims, (known, unnumbered) => {
      const numbered = unnumbered.map((claim, row) => ({ ...claim, row }));
      const refusals = checkParents(known, numbered, words);
      const after = new Map(known);
      for (const { row, no, parentNo } of numbered) if (!refusals.has(row)) after.set(no, parentNo);
      for (const start of after.keys()) {
        let at: string | null | undefined = start;
        for (let steps = 0; at !== null; steps++) {
          expect(after.has(at) && steps <= after.size).toBe(true);
          at = after.get(at) as string | null;
        }
      }
      const reversed = checkParents(known, numbered.toReversed(), words);
      expect([...reversed.keys()].sort()).toEqual([...refusals.keys()].sort());
    }),
  );
});
