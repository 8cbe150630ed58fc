import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { gramsQuery } from './grams.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('takes apart what is long enough, in lower case', () => {
  expect(gramsQuery('张')).toBeNull();
  expect(gramsQuery('张伟')).toBe("'张伟':*");
  expect(gramsQuery('Zhang')).toBe("'zha' & 'han' & 'ang'");
  expect(gramsQuery('aaaaa')).toBe("'aaa'");
  expect(gramsQuery("o'r\\")).toBe("'o''r' & '''r\\\\'");
});

it('finds every text in which the searched one occurs, whatever it is made of', async () => {
  const letters = fc.constantFrom(..."张伟有限aBc1 '\\%_:&|!*<()😀𠮷é\t-");
  const text = fc.string({ unit: letters, minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(text, fc.nat(), fc.nat(), async (whole, from, length) => {
      const characters = [...whole];
      const start = from % characters.length;
      const searched = characters.slice(start, start + 2 + (length % 6)).join('');
      const grams = gramsQuery(searched);
      if (grams === null) return;
      const { rows } = await sql<{ found: boolean }>`
        select search_grams(${whole}) @@ ${grams}::tsquery as found`.execute(database.db.kysely);
      expect(rows, `${JSON.stringify(searched)} in ${JSON.stringify(whole)}`).toEqual([{ found: true }]);
    }),
    { numRuns: 500 },
  );
});
