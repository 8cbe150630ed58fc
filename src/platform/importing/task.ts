import { addDays, civilDateOf, startOfDay } from '../../kernel/calendar/index.ts';
import type { Context } from '../context.ts';
import { storeFile, withLocalCopy } from '../files/public.ts';
import type { TaskHandler } from '../jobs/public.ts';
import type { FileImporter } from './file-importer.ts';
import { findImporter } from './registry.ts';
import type { ImportMode, ImportReport } from './run.ts';

/** Uploaded files and error sheets hold personal data, so they do not stay. */
const KEPT_DAYS = 7;

export const MEDIA_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

export type ImportParameters = {
  kind: string;
  /** The file's name as the person gave it. */
  name: string;
  mode: ImportMode;
  dryRun: boolean;
  backfill: boolean;
};

/** When a file made or uploaded now is removed. */
export function expiryOf({ clock, zone }: Context): Date {
  return startOfDay(addDays(civilDateOf(clock.now(), zone), KEPT_DAYS + 1), zone);
}

/** Runs an import in the background; the refused rows become the task's file. */
export function importTask(importers: readonly FileImporter[]): TaskHandler {
  return async ({ ctx, database, parameters, inputFile, signal, progress }) => {
    const { kind, name, mode, dryRun, backfill } = parameters as ImportParameters;
    let outputFile: string | null = null;
    const report: ImportReport = await withLocalCopy(ctx.db, inputFile ?? '', (path) =>
      findImporter(importers, kind).run(
        database,
        { path, name },
        {
          context: ctx,
          mode,
          dryRun,
          backfill,
          signal,
          onProgress: (phase, rows) => progress(rows, phase === 'reading' ? undefined : rows),
          async writeErrors(content, format) {
            const file = { name: errorFileName(name), mediaType: MEDIA_TYPES[format] };
            const ownerId = ctx.principal?.accountId ?? null;
            outputFile = await storeFile(ctx, { ...file, ownerId, expiresAt: expiryOf(ctx) }, content);
          },
        },
      ),
    );
    return { result: report, outputFile };
  };
}

function errorFileName(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot === -1 ? `${name}-错误` : `${name.slice(0, dot)}-错误${name.slice(dot)}`;
}
