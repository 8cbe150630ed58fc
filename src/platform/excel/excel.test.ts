import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { gb18030 } from '../../../test/support/gb18030.ts';
import { AppError } from '../../kernel/errors/public.ts';
import { parseCsv } from './csv-reader.ts';
import { inspectFile, readTable, type TableRow, writeCsv, writeXlsx } from './public.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhanye excel '));
});
afterAll(() => rm(folder, { recursive: true }));

const place = (name: string) => join(folder, name);

async function readFile(name: string): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  const path = place(name);
  for await (const batch of readTable(path, await inspectFile(path, name))) rows.push(...batch);
  return rows;
}

const cellsOf = async (name: string) => (await readFile(name)).map((row) => row.cells);

/** The codes a file is refused with. */
async function refusal(name: string): Promise<string | undefined> {
  try {
    await readFile(name);
    return undefined;
  } catch (error) {
    if (error instanceof AppError) return error.problems[0]?.code;
    throw error;
  }
}

async function* pieces(text: string, size: number) {
  for (let i = 0; i < text.length; i += size) yield text.slice(i, i + size);
}

async function* listed<Row>(rows: Row[]) {
  yield* rows;
}

const SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

async function writeWorkbook(name: string, parts: Record<string, string | Buffer>): Promise<void> {
  const zip = new ZipFile();
  const whole: Record<string, string | Buffer> = {
    'xl/workbook.xml': `<workbook ${SHEET} xmlns:r="${RELATION}"><sheets><sheet name="a" sheetId="1" r:id="rId7"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId7" Type="${RELATION}/worksheet" Target="worksheets/one.xml"/></Relationships>`,
    ...parts,
  };
  for (const [path, content] of Object.entries(whole)) zip.addBuffer(Buffer.from(content), path);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(place(name)));
}

const sheet = (rows: string) => `<worksheet ${SHEET}><sheetData>${rows}</sheetData></worksheet>`;

describe('CSV', () => {
  const text = '客户号,名称,备注\r\nC1,"甲, 乙","说""好""\r\n第二行"\n\nC2,丙,\n';
  const expected = [
    ['客户号', '名称', '备注'],
    ['C1', '甲, 乙', '说"好"\r\n第二行'],
    ['C2', '丙', ''],
  ];

  it('RFC 4180 的引号、换行与空行，不论分块大小都一样', async () => {
    for (const size of [1, 2, 3, 7, 1000]) {
      const rows: TableRow[] = [];
      for await (const batch of parseCsv(pieces(text, size))) rows.push(...batch);
      expect(rows.map((row) => row.cells)).toEqual(expected);
      expect(rows.map((row) => row.no)).toEqual([1, 2, 4]);
    }
  });

  it('UTF-8 带与不带标记、GB18030 都能认出，字符跨块也不断开', async () => {
    const long = `${text}${'C3,巴黎银行😀,备注\n'.repeat(60_000)}`;
    await writeFile(place('bom.csv'), `\ufeff${text}`);
    await writeFile(place('plain.csv'), long);
    await writeFile(place('gb.csv'), gb18030(text));
    expect(await cellsOf('bom.csv')).toEqual(expected);
    const rows = await cellsOf('plain.csv');
    expect(rows).toHaveLength(60_003);
    expect(rows.at(-1)).toEqual(['C3', '巴黎银行😀', '备注']);
    expect(await cellsOf('gb.csv')).toEqual(expected);
  });

  it('没有配对的引号被指出，引号后的文字也是', async () => {
    await writeFile(place('stray.csv'), 'a,b\n"x"y,1\n2,"z');
    expect((await readFile('stray.csv')).map((row) => row.problem)).toEqual([
      undefined,
      '引号后面还有文字',
      '引号没有配对',
    ]);
  });

  it('写出的文件不会被 Excel 当公式运行，读回来内容不变', async () => {
    const rows = [
      ['=1+1', '@SUM(A1)', '-5', '+86 138'],
      ['"引号"', '逗,号', "'单", '两\n行'],
    ];
    let written = '';
    for await (const piece of writeCsv(['一', '二', '三', '四'], listed(rows))) written += piece;
    expect(written.startsWith('\ufeff')).toBe(true);
    expect(written).toContain("'=1+1,'@SUM(A1),-5,'+86 138");
    await writeFile(place('safe.csv'), written);
    expect((await cellsOf('safe.csv')).slice(1)).toEqual(rows);
  });
});

describe('XLSX', () => {
  it('写出再读回：文字、数字、日期、时间各如其类，公式样的文字仍是文字', async () => {
    const columns = [
      { title: '文', kind: 'text' },
      { title: '额', kind: 'money' },
      { title: '日', kind: 'date' },
      { title: '时', kind: 'time', width: 20 },
    ] as const;
    const rows = [
      ['=HYPERLINK("x")&<b>', '1234567.89', '2026-03-05', '2026-03-05T10:20'],
      ['', -3, '1900-01-01', '2026-12-31 23:59:59'],
    ];
    await pipeline(writeXlsx([{ name: '一/二', columns, rows: listed(rows) }]), createWriteStream(place('w.xlsx')));
    expect(await cellsOf('w.xlsx')).toEqual([
      ['文', '额', '日', '时'],
      ['=HYPERLINK("x")&<b>', '1234567.89', '2026-03-05T00:00:00', '2026-03-05T10:20:00'],
      ['', '-3', '1900-01-01', '2026-12-31T23:59:59'],
    ]);
  });

  it('共享文字、拼音、富文本、公式结果、空位、1904 日期', async () => {
    await writeWorkbook('s.xlsx', {
      'xl/sharedStrings.xml': `<sst ${SHEET}><si><t>甲</t><rPh><t>jia</t></rPh></si><si><r><t>乙</t></r><r><t>_x0041_</t></r></si></sst>`,
      'xl/styles.xml': `<styleSheet ${SHEET}><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>`,
      'xl/worksheets/one.xml': sheet(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>' +
          '<row r="3"><c r="A3" s="1"><v>45000.5</v></c><c r="B3" s="2"><v>45000</v></c><c r="C3"><f>A1*2</f><v>0.30000000000000004</v></c></row>' +
          '<row r="4"><c r="A4"><f>A1</f></c><c r="B4" t="e"><v>#N/A</v></c><c r="C4"><v>1.5E+18</v></c></row>',
      ),
    });
    const rows = await readFile('s.xlsx');
    expect(rows.map((row) => [row.no, ...row.cells])).toEqual([
      [1, '甲', '', '乙A'],
      [3, '2023-03-15T12:00:00', '2023-03-15T00:00:00', '0.3'],
      [4, '', '#N/A', '1500000000000000000'],
    ]);
    expect(rows[2]?.problem).toBe('第 1 列的公式没有结果，请改为数值；第 2 列是 Excel 错误值 #N/A');
  });
});

describe('恶意与错误的文件在有限的内存和时间里被拒绝', () => {
  const cases: [string, string, () => Promise<void>][] = [
    ['空文件', 'FILE_EMPTY', () => writeFile(place('x.csv'), '')],
    ['二进制', 'FILE_NOT_TEXT', () => writeFile(place('x.csv'), Buffer.from([1, 0, 2, 0]))],
    ['标记说是 UTF-8 而字节不是', 'FILE_ENCODING', () => writeFile(place('x.csv'), Buffer.from('efbbbfc3', 'hex'))],
    ['两种编码都不是', 'FILE_ENCODING', () => writeFile(place('x.csv'), Buffer.from('61ffff0a', 'hex'))],
    ['XLSX 内容配 .csv', 'FILE_EXTENSION', () => writeWorkbook('x.csv', {})],
    ['文本配 .xlsx', 'FILE_EXTENSION', () => writeFile(place('x.xlsx'), 'a,b\n')],
    ['有密码或旧版', 'FILE_OLD_EXCEL', () => writeFile(place('x.xlsx'), Buffer.from('d0cf11e0a1b11ae100', 'hex'))],
    ['残缺的压缩包', 'XLSX_DAMAGED', () => writeFile(place('x.xlsx'), 'PK\x03\x04 nothing more')],
    ['一行一百万列', 'TABLE_TOO_WIDE', () => writeFile(place('x.csv'), `${','.repeat(999_999)}x\n`)],
    ['永不闭合的引号', 'CSV_RECORD_TOO_LONG', () => writeFile(place('x.csv'), `"${'x'.repeat(5_000_000)}`)],
    ['过长的单元格', 'TABLE_CELL_TOO_LONG', () => writeFile(place('x.csv'), `a,${'x'.repeat(40_000)}\n`)],
    ['XLSX 列号过大', 'TABLE_TOO_WIDE', () => writeSheet('<row><c r="ZZZZZZZ1"><v>1</v></c></row>')],
    ['XLSX 一行数万格', 'TABLE_TOO_WIDE', () => writeSheet(`<row>${'<c/>'.repeat(20_000)}</row>`)],
    ['压缩炸弹', 'XLSX_BOMB', () => writeSheet(`<row><c><v>${'0'.repeat(20 * 2 ** 20)}</v></c></row>`)],
    ['两百兆的工作表', 'XLSX_TOO_LARGE', () => writeSheet(bigSheet(200 * 2 ** 20))],
    ['外部实体', 'XLSX_DOCTYPE', () => writeSheet('', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>')],
    ['没有工作表', 'XLSX_NO_SHEET', () => writeWorkbook('x.xlsx', { 'xl/workbook.xml': '<workbook/>' })],
    ['残缺的 XML', 'XLSX_DAMAGED', () => writeWorkbook('x.xlsx', { 'xl/worksheets/one.xml': '<worksheet><a></b>' })],
  ];

  const writeSheet = (rows: string, doctype = '') =>
    writeWorkbook('x.xlsx', { 'xl/worksheets/one.xml': doctype + sheet(rows) });

  for (const [title, code, write] of cases) {
    it(title, async () => {
      await rm(place('x.csv'), { force: true });
      await write();
      const name = ['XLSX', 'FILE_OLD'].some((start) => code.startsWith(start)) ? 'x.xlsx' : undefined;
      const started = process.hrtime.bigint();
      const before = process.memoryUsage.rss();
      const candidates = name ? [name] : ['x.csv', 'x.xlsx'];
      const codes = await Promise.all(candidates.map((candidate) => refusal(candidate).catch(() => undefined)));
      expect(codes).toContain(code);
      // 一两秒的事；机器繁忙时放宽，整个展开才读的仍会失败。
      expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(20_000);
      expect(process.memoryUsage.rss() - before).toBeLessThan(120 * 2 ** 20);
    });
  }
});

/** Random enough not to be a bomb. */
function bigSheet(bytes: number): string {
  const rows = Array.from(
    { length: 4000 },
    (_, i) => `<row><c><v>${(i * 7919) % 1_000_003}${Math.random()}</v></c></row>`,
  );
  const block = rows.join('');
  return block.repeat(Math.ceil(bytes / block.length));
}
