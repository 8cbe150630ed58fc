import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { fail } from '../../kernel/errors/public.ts';
import { excelErrors } from './errors.ts';
import type { TableFormat } from './table.ts';

export type Encoding = 'utf-8' | 'gb18030';

export type FileInspection = {
  format: TableFormat;
  /** Of a CSV file. */
  encoding: Encoding;
  bytes: number;
  sha256: Buffer;
};

const CHUNK_BYTES = 256 * 1024;
const ZIP = Buffer.from('PK\x03\x04', 'latin1');
const MARK = Buffer.from('efbbbf', 'hex');
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/**
 * Reads the file once for what must be known before it is understood: its hash, whether it is a workbook or text, and
 * the text's encoding. The content decides, not the name; where the two disagree the file is refused (AppError).
 */
export async function inspectFile(path: string, name: string): Promise<FileInspection> {
  const hash = createHash('sha256');
  const encodings = new EncodingProbe();
  let bytes = 0;
  let format: TableFormat = 'csv';
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    if (bytes === 0) format = formatOf(chunk);
    bytes += chunk.length;
    hash.update(chunk);
    if (format === 'csv') encodings.push(chunk);
  }
  if (bytes === 0) fail(excelErrors.FILE_EMPTY());
  requireExtension(name, format);
  const encoding = format === 'csv' ? encodings.finish() : 'utf-8';
  return { format, encoding, bytes, sha256: hash.digest() };
}

function formatOf(start: Buffer): TableFormat {
  if (start.subarray(0, COMPOUND.length).equals(COMPOUND)) fail(excelErrors.FILE_OLD_EXCEL());
  return start.subarray(0, ZIP.length).equals(ZIP) ? 'xlsx' : 'csv';
}

function requireExtension(name: string, format: TableFormat): void {
  const extension = extname(name).toLowerCase();
  const claimed = { '.csv': 'csv', '.xlsx': 'xlsx', '.xlsm': 'xlsx', '.xls': 'xls' }[extension];
  if (claimed === undefined || claimed === format) return;
  fail(excelErrors.FILE_EXTENSION({ extension, actual: format === 'xlsx' ? ' XLSX 工作簿' : '文本' }));
}

/**
 * Strict UTF-8 over the whole text, else GB18030 (which the reader decodes strictly in its turn). Chinese column names
 * in GB18030 are never valid UTF-8, so a file with a header cannot be taken for the other.
 */
class EncodingProbe {
  #carry = Buffer.alloc(0);
  #isUtf8 = true;
  #hasMark: boolean | null = null;

  push(chunk: Buffer): void {
    if (chunk.includes(0)) fail(excelErrors.FILE_NOT_TEXT());
    this.#hasMark ??= chunk.subarray(0, MARK.length).equals(MARK);
    if (!this.#isUtf8) return;
    const bytes = this.#carry.length > 0 ? Buffer.concat([this.#carry, chunk]) : chunk;
    const end = endOfWholeCharacters(bytes);
    this.#isUtf8 = isUtf8(bytes.subarray(0, end));
    this.#carry = Buffer.from(bytes.subarray(end));
  }

  finish(): Encoding {
    if (this.#isUtf8 && this.#carry.length === 0) return 'utf-8';
    // The mark says UTF-8, so these are damaged bytes and not another encoding.
    if (this.#hasMark) fail(excelErrors.FILE_ENCODING());
    return 'gb18030';
  }
}

/** Where a UTF-8 character begins that the next chunk has to complete; the length when none does. */
function endOfWholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
