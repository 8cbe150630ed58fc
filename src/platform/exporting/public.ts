export { exportTask, provenance, registerExporter } from './export.ts';
