import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { AppError, fail } from '../../kernel/errors/public.ts';
import { excelErrors } from './errors.ts';
import { limits } from './limits.ts';

const MEGABYTE = 2 ** 20;

/** The files inside a workbook. Every size the zip claims is checked before, and counted while inflating. */
export class XlsxPackage {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  /** Throws AppError where the file is no zip, encrypted, or has too many entries. */
  static async open(path: string): Promise<XlsxPackage> {
    const zip = await asDamaged(openPromise(path, { autoClose: false, strictFileNames: false }));
    try {
      if (zip.entryCount > limits.zipEntries) fail(excelErrors.XLSX_DAMAGED({ reason: '内含文件过多' }));
      return new XlsxPackage(zip, await asDamaged(readEntries(zip)));
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** The part's text in pieces. Throws AppError once it is larger, or inflates more, than the limits allow. */
  async *text(name: string, maxBytes: number): AsyncGenerator<string> {
    const entry = this.#entries.get(name);
    if (!entry) return fail(excelErrors.XLSX_DAMAGED({ reason: `缺少 ${name}` }));
    requireHarmless(entry, entry.uncompressedSize, maxBytes);
    const stream = await asDamaged(this.#zip.openReadStreamPromise(entry));
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let bytes = 0;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        requireHarmless(entry, bytes, maxBytes);
        yield decoder.decode(chunk, { stream: true });
      }
      yield decoder.decode();
    } catch (error) {
      throw damaged(error);
    } finally {
      stream.destroy();
    }
  }

  close(): void {
    this.#zip.close();
  }
}

async function readEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) fail(excelErrors.XLSX_ENCRYPTED());
    entries.set(entry.fileName, entry);
  }
  return entries;
}

function requireHarmless(entry: Entry, bytes: number, maxBytes: number): void {
  const part = entry.fileName.slice(-60);
  if (bytes > maxBytes) fail(excelErrors.XLSX_TOO_LARGE({ part, limit: maxBytes / MEGABYTE }));
  if (bytes > limits.inflateRatioFrom && bytes > entry.compressedSize * limits.inflateRatio) {
    fail(excelErrors.XLSX_BOMB({ part }));
  }
}

async function asDamaged<Value>(promise: Promise<Value>): Promise<Value> {
  try {
    return await promise;
  } catch (error) {
    throw damaged(error);
  }
}

/** Libraries complain in English about bytes; people get one sentence that says what to do. */
export function damaged(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError(422, [excelErrors.XLSX_DAMAGED({ reason: '内容读不出来' })]);
}
