import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { inspectFile, readTable, writeCsv } from '../../src/platform/excel/public.ts';

/** The list knows three classes of outlets; every branch office, whatever its rank, counts as an outlet. */
const TYPES: Readonly<Record<string, string>> = { 总部: '总行', 事业部: '部门', 分支机构: '网点' };
const COLUMNS = ['机构号', '机构名称', '上级机构号', '类型', '启用日期', '停用日期'];

/** Turns the city's list of financial outlets into the batch file `institutions`. */
export async function convertInstitutions(from: string, to: string): Promise<void> {
  await pipeline(Readable.from(writeCsv(COLUMNS, institutions(from))), createWriteStream(to));
}

async function* institutions(path: string): AsyncGenerator<string[]> {
  let header: string[] | undefined;
  for await (const batch of readTable(path, await inspectFile(path, path))) {
    for (const { cells } of batch) {
      if (!header) {
        header = cells;
        continue;
      }
      const names = header;
      const cell = (name: string) => cells[names.indexOf(name)] ?? '';
      yield [
        cell('id'),
        cell('org_name'),
        cell('parent_org_id'),
        TYPES[cell('branch')] ?? '网点',
        cell('create_time'),
        '',
      ];
    }
  }
}

if (import.meta.main) {
  const [from, to] = process.argv.slice(2);
  if (from === undefined || to === undefined) {
    console.error('node examples/ningbo/convert.ts ningbo-institutions.csv institutions.csv');
    process.exitCode = 2;
  } else await convertInstitutions(from, to);
}
