import type { Readable } from 'node:stream';
import type { MultipartFile } from '@fastify/multipart';
import { sql } from 'kysely';
import { fail } from '../../../kernel/errors/public.ts';
import { registerErrors } from '../../../kernel/register/public.ts';
import { scoped, within } from '../../../platform/access/public.ts';
import { type Context, transact } from '../../../platform/context.ts';
import { readFileContent, storeFile, withoutMetadata } from '../../../platform/files/public.ts';
import { audit } from '../../../platform/ledger/public.ts';
import { disciplineErrors } from '../errors.ts';
import { postCheck } from './post-check.register.ts';

const MEGABYTE = 2 ** 20;
/** The page makes a photo smaller before it sends it; a camera's own picture still fits. */
export const LARGEST_PHOTO = 8 * MEGABYTE;
export const PHOTO_TYPE = 'image/jpeg';

/** The bytes of an uploaded photo without its metadata. Throws what is wrong with it. */
export async function photoOf(part: MultipartFile | undefined): Promise<Buffer> {
  if (!part) return fail(disciplineErrors.PHOTO_MISSING());
  const pieces: Buffer[] = [];
  for await (const piece of part.file) pieces.push(piece as Buffer);
  if (part.file.truncated) fail(disciplineErrors.PHOTO_TOO_LARGE({ limit: LARGEST_PHOTO / MEGABYTE }));
  return withoutMetadata(Buffer.concat(pieces)) ?? fail(disciplineErrors.PHOTO_UNREADABLE());
}

/**
 * 依据 DAY-13: the photo taken on the spot, until the finding is written down; afterwards it is evidence and stays. A
 * second one takes the place of the first. Throws 404 for checks that are not the principal's to make.
 */
export function keepPhoto(ctx: Context, id: number, photo: Buffer): Promise<{ id: number }> {
  return transact(ctx, async (inside) => {
    await sql`select from post_check where id = ${id} for update`.execute(inside.db);
    const { no, state } = await checkInHand(inside, id);
    if (state !== 'drawn') fail(disciplineErrors.POST_CHECK_OVER({ no }));
    const file = { name: `${no}.jpg`, mediaType: PHOTO_TYPE, ownerId: null, expiresAt: null };
    const stored = await storeFile(inside, file, piecesOf(photo));
    await sql`update post_check set photo = ${stored}, photographed = true, version = version + 1 where id = ${id}`.execute(
      inside.db,
    );
    await audit(inside, {
      action: 'post-check.photo',
      register: postCheck.id,
      rowId: id,
      detail: { file: stored, bytes: photo.length },
    });
    return { id };
  });
}

async function* piecesOf(photo: Buffer): AsyncGenerator<Buffer> {
  yield photo;
}

/** The check, if it is the principal's to make. Throws 404 for any other. */
export async function checkInHand(ctx: Context, id: number): Promise<{ no: string; state: string }> {
  const { rows } = await sql<{ no: string; state: string }>`
    select c.no, c.state from post_check c
    where c.id = ${id} and c.staff_id is distinct from ${ctx.principal?.staffId ?? null}::bigint
      and ${within(ctx, postCheck, postCheck.actions.report.who, 'c')}`.execute(ctx.db);
  return rows[0] ?? fail(registerErrors.ROW_NOT_FOUND());
}

/** The photo of a check that the principal may read. Throws 404 for any other, and where there is none. */
export async function readPhoto(ctx: Context, id: number): Promise<Readable> {
  const { rows } = await sql<{ photo: string | null }>`
    select photo from post_check c where c.id = ${id} and ${scoped(ctx, postCheck, { alias: 'c' })}`.execute(ctx.db);
  return readFileContent(ctx.db, rows[0]?.photo ?? fail(registerErrors.ROW_NOT_FOUND()));
}
