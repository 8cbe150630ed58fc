import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { fail } from '../../kernel/errors/public.ts';
import type { Context } from '../context.ts';
import { type CellKind, writeXlsx } from '../excel/public.ts';
import { findFile, storeFile, withLocalCopy } from '../files/public.ts';
import type { Access } from '../http/endpoint.ts';
import { defineEndpoint, type Endpoint } from '../http/public.ts';
import { importErrors } from './errors.ts';
import { ENTERED_AT, type ImporterDefinition, isRequired } from './importer.ts';
import { findImporter } from './registry.ts';
import { runImport } from './run.ts';
import { expiryOf, type ImportParameters, MEDIA_TYPES } from './task.ts';

/** Files come from the bank's other systems, so only those answerable for them may bring them in. */
const ACCESS: Access = { roles: ['business'], admin: ['system'] };
const UPLOAD_BYTES = 400 * 2 ** 20;
const SAMPLE_ROWS = 20;
/** Larger files are tried in the background (`dryRun`): a request must not take minutes. */
const PREVIEW_BYTES = 32 * 2 ** 20;

const QUERY = z.object({ kind: z.string(), backfill: z.stringbool().default(false) });

/**
 * The import wizard. `preview` takes the upload and answers its number with a dry run of it; `start` imports that
 * number in the background.
 */
export function importEndpoints(importers: readonly ImporterDefinition[]): Endpoint[] {
  return [
    defineEndpoint({
      id: 'importers.list',
      method: 'GET',
      path: '/api/importers',
      access: ACCESS,
      summary: '可导入的种类与列',
      handler: async ({ db }) => ({
        importers: await Promise.all(importers.map(async (one) => describe((await one.specify?.(db)) ?? one))),
      }),
    }),
    defineEndpoint({
      id: 'importers.template',
      method: 'GET',
      path: '/api/importers/:kind/template',
      access: ACCESS,
      summary: '下载导入模板（XLSX）',
      input: z.object({ kind: z.string() }),
      raw: true,
      async handler({ db }, { kind }, _request, reply) {
        const found = findImporter(importers, kind);
        const importer = (await found.specify?.(db)) ?? found;
        return reply
          .type(MEDIA_TYPES.xlsx)
          .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${importer.title}.xlsx`)}`)
          .send(template(importer));
      },
    }),
    defineEndpoint({
      id: 'imports.preview',
      method: 'POST',
      path: '/api/imports/preview',
      access: ACCESS,
      summary: '上传并试运行：认出的列、前几行、有问题的行',
      input: QUERY,
      bodyLimit: UPLOAD_BYTES,
      raw: true,
      async handler(ctx, { kind, backfill }, request) {
        requireBackfillRight(ctx, backfill);
        const importer = findImporter(importers, kind);
        const file = await upload(ctx, request);
        const { bytes, name } = await findFile(ctx, file);
        if (bytes > PREVIEW_BYTES) return { file, name, report: null };
        const { database } = request.server.jobs;
        const report = await withLocalCopy(ctx.db, file, (path) =>
          runImport(
            database,
            importer,
            { path, name },
            { context: ctx, dryRun: true, backfill, sampleRows: SAMPLE_ROWS },
          ),
        );
        return { file, name, report };
      },
    }),
    defineEndpoint({
      id: 'imports.start',
      method: 'POST',
      path: '/api/imports',
      access: ACCESS,
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
        const { title } = findImporter(importers, choices.kind);
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

async function upload(ctx: Context, request: FastifyRequest): Promise<string> {
  const part = await request.file({ limits: { fileSize: UPLOAD_BYTES, files: 1 } });
  if (!part) return fail(importErrors.IMPORT_NO_FILE());
  const ownerId = ctx.principal?.accountId ?? null;
  const file = { name: part.filename, mediaType: part.mimetype, ownerId, expiresAt: expiryOf(ctx) };
  return storeFile(ctx, file, part.file);
}

function describe(importer: ImporterDefinition) {
  const columns = shown(importer).map((column) => ({
    name: column.name,
    key: column.key === true,
    required: isRequired(column),
    expected: column.type.expected,
  }));
  return { kind: importer.kind, title: importer.title, columns };
}

/** 录入时间 is offered where files carry it by contract; elsewhere it is only understood. */
const shown = ({ columns, kind }: ImporterDefinition) =>
  columns.filter((column) => column.id !== ENTERED_AT.id || kind === 'contacts');

const KINDS: Partial<Record<string, CellKind>> = { date: 'date', timestamp: 'time', 'numeric(18, 2)': 'money' };

function template(importer: ImporterDefinition) {
  const columns = shown(importer).map(
    ({ name, type }) => ({ title: name, kind: KINDS[type.sqlType] ?? 'text' }) as const,
  );
  return writeXlsx([{ name: importer.title, columns, rows: Readable.from([]) }]);
}
