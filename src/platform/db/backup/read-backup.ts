import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { DatabaseError } from '../errors.ts';
import { type BackupRecord, END_OF_ROWS, recordSchema } from './format.ts';

/** A record of the backup, or whole lines of the rows of the table whose record came last. */
export type BackupPart = { record: BackupRecord } | { rows: Buffer } | { endOfRows: true };

const NEWLINE = 10;
const AFTER_LINE = Buffer.concat([Buffer.from('\n'), END_OF_ROWS]);

/**
 * Streams a backup to `take`, part by part. The record `end` is delivered only if everything before it is intact.
 * Throws `DatabaseError` for a file that is damaged, cut off or no backup.
 */
export async function readBackup(path: string, take: (part: BackupPart) => Promise<void>): Promise<void> {
  const hash = createHash('sha256');
  let isInRows = false;
  let isEnded = false;

  const takeBlock = async (block: Buffer): Promise<void> => {
    for (let rest = block; rest.length > 0; ) {
      if (isEnded) throw damaged('文件末尾有多余的内容');
      const used = isInRows ? await takeRows(rest) : await takeRecord(rest);
      rest = rest.subarray(used);
    }
  };
  const takeRows = async (block: Buffer): Promise<number> => {
    const end = endOfRows(block);
    const rows = block.subarray(0, end ?? block.length);
    hash.update(rows);
    if (rows.length > 0) await take({ rows });
    if (end === undefined) return rows.length;
    hash.update(END_OF_ROWS);
    isInRows = false;
    await take({ endOfRows: true });
    return end + END_OF_ROWS.length;
  };
  const takeRecord = async (block: Buffer): Promise<number> => {
    const length = block.indexOf(NEWLINE) + 1;
    const text = block.subarray(0, length);
    const record = parseRecord(text.toString());
    if (record.record === 'end') {
      if (record.sha256 !== hash.digest('hex')) throw damaged('校验值不符');
      isEnded = true;
    } else {
      hash.update(text);
      isInRows = record.record === 'table';
    }
    await take({ record });
    return length;
  };

  await pipeline(createReadStream(path), createGunzip(), async (source: AsyncIterable<Buffer>) => {
    for await (const block of wholeLines(source)) await takeBlock(block);
  }).catch(explain);
  if (!isEnded) throw damaged('文件不完整');
}

/** Regroups a stream so that every block ends with a line's end. */
async function* wholeLines(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let begun: Buffer[] = [];
  for await (const chunk of source) {
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end > 0) yield Buffer.concat([...begun, chunk.subarray(0, end)]);
    if (end > 0) begun = [];
    if (end < chunk.length) begun.push(chunk.subarray(end));
  }
  if (begun.length > 0) throw damaged('文件不完整');
}

function endOfRows(block: Buffer): number | undefined {
  if (block.subarray(0, END_OF_ROWS.length).equals(END_OF_ROWS)) return 0;
  const index = block.indexOf(AFTER_LINE);
  return index < 0 ? undefined : index + 1;
}

function parseRecord(text: string): BackupRecord {
  try {
    return recordSchema.parse(JSON.parse(text));
  } catch {
    throw damaged('内容不是本系统的备份');
  }
}

function explain(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') throw new DatabaseError('没有这个备份文件：请核对路径。', { cause: error });
  if (code.startsWith('Z_')) throw damaged('压缩数据有误');
  throw error;
}

function damaged(reason: string): DatabaseError {
  return new DatabaseError(`备份文件已损坏或不是备份（${reason}）：数据库保持原样，请换用另一份备份。`);
}
