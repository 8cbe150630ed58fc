import { fail } from '../../kernel/errors/public.ts';
import { importErrors } from './errors.ts';
import type { ImporterDefinition } from './importer.ts';

/** The importer of a kind. Throws AppError naming the kinds there are. */
export function findImporter(importers: readonly ImporterDefinition[], kind: string): ImporterDefinition {
  const kinds = importers.map((importer) => importer.kind).join('、');
  return (
    importers.find((importer) => importer.kind === kind) ?? fail(importErrors.IMPORT_KIND_UNKNOWN({ kind, kinds }))
  );
}
