export { registerImporters } from './importer.ts';
