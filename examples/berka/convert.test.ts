import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { convertBank, FILES } from './convert.ts';
import { readBatchFile } from './results.ts';
import { isAbsent, SOURCE } from './source.fixture.ts';

describe.skipIf(isAbsent)('the whole bank, converted', () => {
  let rows: Record<string, Record<string, string>[]>;
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zhanye berka '));
    try {
      await convertBank(SOURCE, folder);
      const kinds = Object.keys(FILES);
      const tables = await Promise.all(kinds.map((kind) => readBatchFile(folder, kind)));
      rows = Object.fromEntries(kinds.map((kind, index) => [kind, tables[index] ?? []]));
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('has as many rows of each kind as the data says', () => {
    const counts = Object.entries(rows).map(([kind, list]) => [kind, list.length]);
    expect(Object.fromEntries(counts)).toEqual({
      institutions: 1 + 8 + 77,
      // A president for each district, and 189 managers.
      staff: 77 + 189,
      customers: 5369,
      custody: 5369,
      // Days with a movement, and loans paid out on a day without one.
      balances: 23_440 + 19,
      contacts: 12_864,
      // As granted, and as it ended.
      loans: 2 * 682,
    });
  });

  it('reads a birth month above 50 as a woman’s', () => {
    const names = new Map(rows.customers?.map((row) => [row.客户号, row.客户名称]));
    expect(names.get('K1')).toBe('客户1（女，1970 年生）');
    expect(names.get('K2')).toBe('客户2（男，1945 年生）');
  });

  it('a loan counts as 授信 from the day it is paid out, and what is paid back leaves the 贷款余额', () => {
    const of = (day: string) => rows.balances?.find((row) => row.客户号 === 'K2181' && row.日期 === day);
    expect(of('1993-07-09')).toMatchObject({ 授信金额: '0.00', 贷款余额: '0.00' });
    expect(of('1993-07-11')).toMatchObject({ 存款余额: '52208.90', 授信金额: '165960.00', 贷款余额: '165960.00' });
    expect(of('1993-07-12')).toMatchObject({ 存款余额: '43431.90', 贷款余额: '161350.00' });
  });

  it('gives each loan the class of its status', () => {
    const ended = rows.loans?.filter((row) => row.放款日期 !== row.数据日期) ?? [];
    const classes = Map.groupBy(ended, (row) => row.五级分类);
    expect(Object.fromEntries([...classes].map(([name, list]) => [name, list.length]))).toEqual({
      正常: 203 + 403,
      可疑: 31,
      次级: 45,
    });
  });
});
