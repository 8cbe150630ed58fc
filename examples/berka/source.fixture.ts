import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** ZHANYE_EXAMPLE_DATA names the folder of the data; a checkout beside `shared/` finds it by itself. */
const DATA = process.env.ZHANYE_EXAMPLE_DATA ?? join(import.meta.dirname, '../../../shared/data');

/** Where the tests look for the `*.asc` tables. */
export const SOURCE = join(DATA, 'berka');

/** Without them the tests are skipped, and say so. */
export const isAbsent = !existsSync(join(SOURCE, 'trans-1993.asc'));
if (isAbsent) console.log(`skipped: ${SOURCE} is not there (set ZHANYE_EXAMPLE_DATA)`);
