import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../src/platform/context.ts';
import type { Database } from '../../src/platform/db/database.ts';
import {
  type ImporterDefinition,
  type ImportOptions,
  type ImportReport,
  runImport,
} from '../../src/platform/importing/public.ts';

export type Imported = ImportReport & {
  /** The refused rows as they came back, if there were any. */
  errorFile: Buffer | null;
  /** `[accepted, unchanged, refused]` */
  counts: [number, number, number];
};

/** Imports a file given as its lines (or bytes), as the system itself in the bank's zone. */
export async function importText(
  { db, clock }: { db: Database; clock: Clock },
  importer: ImporterDefinition,
  content: string | Buffer,
  options: Omit<Partial<ImportOptions>, 'context' | 'writeErrors'> & { name?: string } = {},
): Promise<Imported> {
  const { name = 'file.csv', ...rest } = options;
  const folder = await mkdtemp(join(tmpdir(), 'zhanye import '));
  const path = join(folder, name);
  let errorFile: Buffer | null = null;
  try {
    await writeFile(path, content);
    const report = await runImport(
      db,
      importer,
      { path, name },
      {
        ...rest,
        context: { clock, principal: null, zone: 'Asia/Shanghai' },
        async writeErrors(pieces) {
          const parts: Buffer[] = [];
          for await (const piece of pieces) parts.push(Buffer.from(piece));
          errorFile = Buffer.concat(parts);
        },
      },
    );
    return { ...report, errorFile, counts: [report.accepted, report.unchanged, report.refused] };
  } finally {
    await rm(folder, { recursive: true });
  }
}
