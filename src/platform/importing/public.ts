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
export { datedChanges, prepareFactMonths, warnOfFuture } from './fact-ledger.ts';
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
} from './run.ts';
export { expiryOf, importTask, MEDIA_TYPES } from './task.ts';
export { applyVersions, type Ledger, lastChanges, planVersions, refuseStale } from './versions.ts';
