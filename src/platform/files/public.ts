export { fileEndpoints } from './endpoints.ts';
export { findFile, purgeFiles, storeFile, withLocalCopy } from './files.ts';
