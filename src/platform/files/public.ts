export { fileEndpoints } from './endpoints.ts';
export { findFile, purgeFiles, readFileContent, storeFile, withLocalCopy } from './files.ts';
export { withoutMetadata } from './jpeg.ts';
