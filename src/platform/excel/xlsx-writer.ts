import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { CellKind, CellValue, WriteColumn, WriteSheet } from './table.ts';

const FLUSH_CHARACTERS = 64 * 1024;
const DEFAULT_WIDTH = 16;
const DAY_MILLISECONDS = 86_400_000;
const EPOCH = Date.UTC(1899, 11, 30);
/** Before it Excel's day numbers are one off, because it believes in a 29 February 1900; such dates stay text. */
const FIRST_SAFE_DAY = Date.UTC(1900, 2, 1);
/** Numbers of the formats in `STYLES`. */
const STYLE: Record<CellKind | 'header', number> = { text: 0, number: 1, money: 2, date: 3, time: 4, header: 5 };

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/**
 * A workbook as a byte stream; sheets are written one after the other while their rows come, so memory stays bounded.
 * Texts are written as texts, never as formulas.
 */
export function writeXlsx(sheets: readonly WriteSheet[]): Readable {
  const zip = new ZipFile();
  const addText = (path: string, text: string) => zip.addBuffer(Buffer.from(XML + text), path);
  addText('[Content_Types].xml', contentTypes(sheets.length));
  addText('_rels/.rels', relations([{ type: `${OFFICE}/officeDocument`, target: 'xl/workbook.xml' }]));
  addText('xl/workbook.xml', workbook(sheets));
  addText('xl/_rels/workbook.xml.rels', workbookRelations(sheets.length));
  addText('xl/styles.xml', STYLES);
  sheets.forEach((sheet, index) => {
    zip.addReadStreamLazy(`xl/worksheets/sheet${index + 1}.xml`, (ready) =>
      ready(null, Readable.from(sheetXml(sheet))),
    );
  });
  zip.end();
  // A row source that fails must fail the download, not leave it hanging.
  zip.on('error', (error: Error) => (zip.outputStream as Readable).destroy(error));
  return zip.outputStream as Readable;
}

async function* sheetXml({ columns, rows }: WriteSheet): AsyncGenerator<string> {
  const widths = columns.map(
    ({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width ?? DEFAULT_WIDTH}" customWidth="1"/>`,
  );
  let piece =
    `${XML}<worksheet ${MAIN}><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${widths.join('')}</cols><sheetData>${headerRow(columns)}`;
  for await (const row of rows) {
    piece += `<row>${row.map((value, i) => cellXml(value, columns[i]?.kind ?? 'text')).join('')}</row>`;
    if (piece.length < FLUSH_CHARACTERS) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}</sheetData></worksheet>`;
}

const headerRow = (columns: readonly WriteColumn[]) =>
  `<row>${columns.map(({ title }) => textCell(title, STYLE.header)).join('')}</row>`;

function cellXml(value: CellValue, kind: CellKind): string {
  if (value === null || value === '') return '<c/>';
  const number = numberOf(value, kind);
  return number === null ? textCell(String(value), STYLE.text) : `<c s="${STYLE[kind]}"><v>${number}</v></c>`;
}

/** The number to store, or null where the value is not of its column's kind and has to stand as text. */
function numberOf(value: string | number, kind: CellKind): string | null {
  if (kind === 'text') return typeof value === 'number' ? String(value) : null;
  if (kind === 'date' || kind === 'time') return dayNumber(String(value), kind);
  return /^-?\d{1,15}(\.\d+)?$/.test(String(value)) ? String(value) : null;
}

function dayNumber(value: string, kind: 'date' | 'time'): string | null {
  const pattern = kind === 'date' ? /^\d{4}-\d\d-\d\d$/ : /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?$/;
  if (!pattern.test(value)) return null;
  const instant = Date.parse(`${value.replace(' ', 'T')}${kind === 'time' ? 'Z' : ''}`);
  return Number.isNaN(instant) || instant < FIRST_SAFE_DAY ? null : String((instant - EPOCH) / DAY_MILLISECONDS);
}

const textCell = (text: string, style: number) =>
  `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeXml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot hold them, and files from outside can.
  return text.replace(/[&<>"]/g, (c) => ESCAPES[c] as string).replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '');
}

type Relation = { type: string; target: string };

const relations = (list: readonly Relation[]) =>
  `<Relationships xmlns="${PACKAGE}/relationships">${list
    .map(({ type, target }, i) => `<Relationship Id="rId${i + 1}" Type="${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

const workbookRelations = (count: number) =>
  relations([
    ...Array.from({ length: count }, (_, i) => ({
      type: `${OFFICE}/worksheet`,
      target: `worksheets/sheet${i + 1}.xml`,
    })),
    { type: `${OFFICE}/styles`, target: 'styles.xml' },
  ]);

const workbook = (sheets: readonly WriteSheet[]) =>
  `<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets>${sheets
    .map(({ name }, i) => `<sheet name="${escapeXml(sheetName(name))}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
    .join('')}</sheets></workbook>`;

/** Excel refuses these characters and names longer than 31. */
const sheetName = (name: string) => name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31);

const contentTypes = (count: number) =>
  `<Types xmlns="${PACKAGE}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `<Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/>${Array.from(
    { length: count },
    (_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/>`,
  ).join('')}</Types>`;

const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const STYLES =
  `<styleSheet ${MAIN}><numFmts count="3"><numFmt numFmtId="164" formatCode="#,##0.00"/>` +
  '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="166" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>' +
  '<fonts count="2"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font></fonts>' +
  '<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>' +
  '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf numFmtId="49" applyNumberFormat="1"/>' +
  '<xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/>' +
  '<xf numFmtId="166" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>';
