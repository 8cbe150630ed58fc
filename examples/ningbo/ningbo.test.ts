import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { institutionsImporter } from '../../src/modules/organisation/institutions.importer.ts';
import { createTestDatabase } from '../../test/support/database.ts';
import { frozenClock } from '../../test/support/frozen-clock.ts';
import { importText } from '../../test/support/importing.ts';
import { convertInstitutions } from './convert.ts';

/** ZHANYE_EXAMPLE_DATA names the folder of the data; a checkout beside `shared/` finds it by itself. */
const DATA = process.env.ZHANYE_EXAMPLE_DATA ?? join(import.meta.dirname, '../../../shared/data');
const SOURCE = join(DATA, 'institutions/ningbo-institutions.csv');

const isAbsent = !existsSync(SOURCE);
if (isAbsent) console.log(`skipped: ${SOURCE} is not there (set ZHANYE_EXAMPLE_DATA)`);

it.skipIf(isAbsent)('2,322 real outlets: what cannot be resolved is refused row by row, the rest stands', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zhanye-ningbo-'));
  const { db, drop } = await createTestDatabase();
  try {
    const path = join(folder, 'institutions.csv');
    await convertInstitutions(SOURCE, path);
    const world = { db, clock: frozenClock('2026-01-01T09:00:00+08:00') };
    const report = await importText(world, institutionsImporter, await readFile(path));
    expect(report.read).toBe(2322);
    const { rows } = await db.pool.query(`
      select count(*) as standing, count(*) filter (where parent_id is null) as roots,
        count(*) filter (where parent_id is not null and not exists (
          select from institution p where p.id = i.parent_id and i.ord > p.ord and i.ord_until <= p.ord_until)) as astray
      from institution i`);
    expect(rows[0]).toMatchObject({ standing: report.accepted, astray: 0 });
    expect(report.accepted + report.refused).toBe(2322);
    const returned = report.errorFile?.toString() ?? '';
    // Of the 71 outlets without a resolvable parent 29 name none and stand as roots; 42 name one that is nowhere.
    expect(returned.match(/不存在，请先导入该机构或改正/g)).toHaveLength(42);
    expect(returned.match(/所在的行未被接受/g)).toHaveLength(report.refused - 42);
    expect(rows[0].roots).toBe(29);
  } finally {
    await drop();
    await rm(folder, { recursive: true });
  }
});
