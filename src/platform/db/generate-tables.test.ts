import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { generateTables } from './generate-tables.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('tables.generated.ts is what the migrations say; if not, run `npm run generate`', async () => {
  const committed = readFileSync(join(import.meta.dirname, 'tables.generated.ts'), 'utf8');
  expect(await generateTables(database.db.kysely)).toBe(committed);
});
