export {
  amount,
  type CellType,
  choice,
  date,
  decimal,
  flag,
  number,
  oneOf,
  text,
  time,
  wholeNumber,
} from './cell-types.ts';
export { importEndpoints } from './endpoints.ts';
export { type RowProblem, writeErrorFile } from './error-file.ts';
export { importErrors } from './errors.ts';
export { datedChanges, prepareFactMonths, warnOfFuture } from './fact-ledger.ts';
export { batchImporter, type FileColumn, type FileImporter } from './file-importer.ts';
export { type Header, readHeader, warningsOfHeader } from './header.ts';
export {
  defineImporter,
  ENTERED_AT,
  type ImporterDefinition,
} from './importer.ts';
export { refuseLines } from './lines.ts';
export type { Movement } from './movement.ts';
export { refuseOrphans } from './parents.ts';
export { findImporter } from './registry.ts';
export {
  type ImportMode,
  type ImportOptions,
  type ImportPhase,
  type ImportReport,
  type ImportRun,
  rowsOf,
  runImport,
  SHOWN_PROBLEMS,
} from './run.ts';
export { inSession } from './session.ts';
export { expiryOf, importTask, MEDIA_TYPES } from './task.ts';
export { applyVersions, type Ledger, lastChanges, planVersions, refuseStale } from './versions.ts';
