import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { fail } from '../../kernel/errors/public.ts';
import type { Context } from '../context.ts';
import { writeXlsx } from '../excel/public.ts';
import { findFile, storeFile, withLocalCopy } from '../files/public.ts';
import { defineEndpoint, type Endpoint } from '../http/public.ts';
import { importErrors } from './errors.ts';
import { type FileColumn, type FileImporter, mayImport } from './file-importer.ts';
import { findImporter } from './registry.ts';
import { expiryOf, type ImportParameters, MEDIA_TYPES } from './task.ts';

const SAMPLE_ROWS = 20;
const QUERY = z.object({ kind: z.string(), backfill: z.stringbool().default(false) });

/**
 * The import wizard. `preview` takes the upload and answers its number with a dry run of it; `start` imports that
 * number in the background.
 */
export function importEndpoints(importers: readonly FileImporter[]): Endpoint[] {
  const importersOf = ({ principal }: Context) => importers.filter((one) => mayImport(one, principal));
  return [
    defineEndpoint({
      id: 'importers.list',
      method: 'GET',
      path: '/api/importers',
      access: 'signed-in',
      summary: '本人可导入的种类与列',
      handler: async (ctx) => ({
        importers: await Promise.all(
          importersOf(ctx).map(async (one) => ({
            kind: one.kind,
            title: one.title,
            group: one.group,
            register: one.register,
            columns: (await one.columns(ctx.db)).map(({ cell: _, ...column }) => column),
          })),
        ),
      }),
    }),
    defineEndpoint({
      id: 'importers.template',
      method: 'GET',
      path: '/api/importers/:kind/template',
      access: 'signed-in',
      summary: '下载导入模板（XLSX）',
      input: z.object({ kind: z.string() }),
      raw: true,
      async handler(ctx, { kind }, _request, reply) {
        const importer = findImporter(importersOf(ctx), kind);
        return reply
          .type(MEDIA_TYPES.xlsx)
          .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${importer.title}.xlsx`)}`)
          .send(template(importer.title, await importer.columns(ctx.db)));
      },
    }),
    defineEndpoint({
      id: 'imports.preview',
      method: 'POST',
      path: '/api/imports/preview',
      access: 'signed-in',
      summary: '上传并试运行：认出的列、前几行、有问题的行',
      input: QUERY,
      bodyLimit: Math.max(...importers.map(({ uploadBytes }) => uploadBytes)),
      raw: true,
      async handler(ctx, { kind, backfill }, request) {
        requireBackfillRight(ctx, backfill);
        const importer = findImporter(importersOf(ctx), kind);
        const file = await upload(ctx, request, importer.uploadBytes);
        const { bytes, name } = await findFile(ctx, file);
        if (bytes > importer.previewBytes) return { file, name, report: null };
        const { database } = request.server.jobs;
        const report = await withLocalCopy(ctx.db, file, (path) =>
          importer.run(database, { path, name }, { context: ctx, dryRun: true, backfill, sampleRows: SAMPLE_ROWS }),
        );
        return { file, name, report };
      },
    }),
    defineEndpoint({
      id: 'imports.start',
      method: 'POST',
      path: '/api/imports',
      access: 'signed-in',
      summary: '开始导入已上传的文件',
      input: z.object({
        kind: z.string(),
        file: z.uuid(),
        mode: z.enum(['per-row', 'all-or-nothing']).default('per-row'),
        dryRun: z.boolean().default(false),
        backfill: z.boolean().default(false),
      }),
      raw: true,
      async handler(ctx, { file, ...choices }, request) {
        requireBackfillRight(ctx, choices.backfill);
        const { title } = findImporter(importersOf(ctx), choices.kind);
        const { name } = await findFile(ctx, file);
        const parameters: ImportParameters = { ...choices, name };
        const label = `${choices.dryRun ? '试导入' : choices.backfill ? '补录' : '导入'}${title}：${name}`;
        const task = { kind: 'import', title: label, parameters, inputFile: file };
        return { taskId: await request.server.jobs.submit(ctx, task) };
      },
    }),
  ];
}

/** Who could say since when something was known could rewrite the past, so only administrators may. */
function requireBackfillRight(ctx: Context, backfill: boolean): void {
  if (backfill && ctx.principal?.adminRole !== 'system') fail(importErrors.IMPORT_BACKFILL_DENIED());
}

async function upload(ctx: Context, request: FastifyRequest, bytes: number): Promise<string> {
  const part = await request.file({ limits: { fileSize: bytes, files: 1 } });
  if (!part) return fail(importErrors.IMPORT_NO_FILE());
  const ownerId = ctx.principal?.accountId ?? null;
  const file = { name: part.filename, mediaType: part.mimetype, ownerId, expiresAt: expiryOf(ctx) };
  return storeFile(ctx, file, part.file);
}

function template(title: string, columns: readonly FileColumn[]) {
  const shown = columns.map(({ name, cell }) => ({ title: name, kind: cell }));
  return writeXlsx([{ name: title, columns: shown, rows: Readable.from([]) }]);
}
