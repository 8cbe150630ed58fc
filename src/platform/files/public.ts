export { fileEndpoints } from './endpoints.ts';
export { fileErrors } from './errors.ts';
export {
  findFile,
  type NewFile,
  purgeFiles,
  readFileContent,
  type StoredFile,
  storeFile,
  withLocalCopy,
} from './files.ts';
