import { fail } from '../../kernel/errors/public.ts';
import { importErrors } from './errors.ts';

/** The importer of a kind. Throws AppError naming the kinds there are. */
export function findImporter<Importer extends { kind: string }>(
  importers: readonly Importer[],
  kind: string,
): Importer {
  const kinds = importers.map((importer) => importer.kind).join('、');
  return (
    importers.find((importer) => importer.kind === kind) ?? fail(importErrors.IMPORT_KIND_UNKNOWN({ kind, kinds }))
  );
}
