import { z } from 'zod';
import { defineEndpoint } from '../http/public.ts';
import { findFile, readFileContent } from './files.ts';

/** A file is for the account that had it made, and for nobody else. */
export const fileEndpoints = [
  defineEndpoint({
    id: 'files.get',
    method: 'GET',
    path: '/api/files/:id',
    access: 'signed-in',
    summary: '下载自己的文件',
    input: z.object({ id: z.uuid() }),
    raw: true,
    async handler(ctx, { id }, _request, reply) {
      const file = await findFile(ctx, id);
      return reply
        .type(file.mediaType)
        .header('content-length', file.bytes)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
        .send(readFileContent(ctx.db, id));
    },
  }),
];
