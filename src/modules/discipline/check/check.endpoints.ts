import { z } from 'zod';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { checkInHand, keepPhoto, LARGEST_PHOTO, PHOTO_TYPE, photoOf, readPhoto } from './photo.ts';
import { verifyDraw } from './verify-draw.ts';

const ADDRESSED = z.object({ id: z.coerce.number().int().positive() });

const takePhoto = defineEndpoint({
  id: 'discipline.post-check.photo',
  method: 'POST',
  path: '/api/post-checks/:id/photo',
  access: { roles: ['leader', 'president', 'business', 'audit'] },
  summary: '上传查岗现场照片（JPEG，至多 8 MB；拍摄地点等附带信息随即去除）',
  input: ADDRESSED,
  bodyLimit: LARGEST_PHOTO + 2 ** 16,
  raw: true,
  async handler(ctx, { id }, request) {
    // Whose it is not sends nothing.
    await checkInHand(ctx, id);
    const part = await request.file({ limits: { fileSize: LARGEST_PHOTO, files: 1 } });
    return keepPhoto(ctx, id, await photoOf(part));
  },
});

const showPhoto = defineEndpoint({
  id: 'discipline.post-check.photo.read',
  method: 'GET',
  path: '/api/post-checks/:id/photo',
  access: 'signed-in',
  summary: '查岗现场照片',
  input: ADDRESSED,
  raw: true,
  async handler(ctx, { id }, _request, reply) {
    const photo = await readPhoto(ctx, id);
    return reply.type(PHOTO_TYPE).send(photo);
  },
});

const verify = defineEndpoint({
  id: 'discipline.spot-check.verify',
  method: 'GET',
  path: '/api/spot-checks/:key/verification',
  access: 'signed-in',
  summary: '复算一次抽查：由记录的种子和名单重新抽取，与被抽的人和审计链核对',
  input: z.object({ key: z.string() }),
  output: z.object({
    agrees: z.boolean(),
    compared: z.object({ chain: z.boolean(), seed: z.boolean(), candidates: z.boolean(), drawn: z.boolean() }),
    day: z.string(),
    institution: z.string(),
    runningNo: z.int(),
    chainSeq: z.int(),
    chainHash: z.string(),
    seed: z.string(),
    wanted: z.int(),
    lots: z.array(z.object({ no: z.string(), lot: z.string(), drawn: z.boolean() })).nullable(),
  }),
  handler: (ctx, { key }) => verifyDraw(ctx, key),
});

export const checkEndpoints = [takePhoto, showPhoto, verify];
