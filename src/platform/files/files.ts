import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import { fail } from '../../kernel/errors/public.ts';
import type { Context } from '../context.ts';
import type { Db } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import { fileErrors } from './errors.ts';

const PIECE_BYTES = 512 * 1024;
const MEGABYTE = 2 ** 20;
/** Largest file that is taken in: some three million rows of contacts. */
const LARGEST_BYTES = 400 * MEGABYTE;

export type NewFile = {
  name: string;
  mediaType: string;
  /** The account that may fetch it; null: nobody by the web. */
  ownerId: number | null;
  expiresAt: Date | null;
};

export type StoredFile = { id: string; name: string; mediaType: string; bytes: number };

/** Takes in a file piece by piece; answers its id. Throws AppError when it grows too large. */
export function storeFile(ctx: Context, file: NewFile, content: AsyncIterable<Uint8Array | string>): Promise<string> {
  return inTransaction(ctx.db, async (db) => {
    const { id } = await db
      .insertInto('stored_file')
      .values({
        name: file.name,
        media_type: file.mediaType,
        bytes: 0,
        sha256: Buffer.alloc(0),
        owner_id: file.ownerId,
        created_at: ctx.clock.now(),
        expires_at: file.expiresAt,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const hash = createHash('sha256');
    let bytes = 0;
    let seq = 0;
    for await (const piece of inPieces(content)) {
      bytes += piece.length;
      if (bytes > LARGEST_BYTES) fail(fileErrors.FILE_TOO_LARGE({ limit: LARGEST_BYTES / MEGABYTE }));
      hash.update(piece);
      await db.insertInto('stored_file_piece').values({ file_id: id, seq: seq++, content: piece }).execute();
    }
    await db.updateTable('stored_file').set({ bytes, sha256: hash.digest() }).where('id', '=', id).execute();
    return id;
  });
}

async function* inPieces(content: AsyncIterable<Uint8Array | string>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let size = 0;
  for await (const part of content) {
    const bytes = Buffer.from(part as Uint8Array);
    parts.push(bytes);
    size += bytes.length;
    if (size < PIECE_BYTES) continue;
    yield Buffer.concat(parts);
    [parts, size] = [[], 0];
  }
  if (size > 0) yield Buffer.concat(parts);
}

/** The file that this account owns, unless it has expired. Throws AppError (404) for every other. */
export async function findFile(ctx: Context, id: string): Promise<StoredFile> {
  const row = await ctx.db
    .selectFrom('stored_file')
    .select(['id', 'name', 'media_type as mediaType', 'bytes'])
    .where('id', '=', id)
    .where('owner_id', '=', ctx.principal?.accountId ?? 0)
    .where((is) => is.or([is('expires_at', 'is', null), is('expires_at', '>', ctx.clock.now())]))
    .executeTakeFirst();
  return row ?? fail(fileErrors.FILE_UNKNOWN());
}

/** The file's bytes, one piece in memory at a time. */
export function readFileContent(db: Db, id: string): Readable {
  return Readable.from(pieces());

  async function* pieces(): AsyncGenerator<Buffer> {
    for (let seq = 0; ; seq++) {
      const row = await db
        .selectFrom('stored_file_piece')
        .select('content')
        .where('file_id', '=', id)
        .where('seq', '=', seq)
        .executeTakeFirst();
      if (!row) return;
      yield row.content;
    }
  }
}

/** Gives `body` the file on disk, for readers that have to jump about in it, and removes it afterwards. */
export async function withLocalCopy<Value>(db: Db, id: string, body: (path: string) => Promise<Value>): Promise<Value> {
  const folder = await mkdtemp(join(tmpdir(), 'zhanye-file-'));
  try {
    const path = join(folder, 'content');
    await pipeline(readFileContent(db, id), createWriteStream(path, { mode: 0o600 }));
    return await body(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Removes what has expired. Returns how many files went. */
export async function purgeFiles(ctx: Context): Promise<number> {
  const gone = await sql`
    with expired as (select id from stored_file where expires_at <= ${ctx.clock.now()}),
      input as (update task set input_file = null where input_file in (select id from expired)),
      output as (update task set output_file = null where output_file in (select id from expired))
    delete from stored_file where id in (select id from expired)`.execute(ctx.db);
  return Number(gone.numAffectedRows ?? 0n);
}
