export { exportTask, registerExporter } from './export.ts';
