import { api, urlOf } from '../../../../web/api/client.ts';
import type { Report } from '../../tasks/web/task-api.ts';

export type ImportMode = 'per-row' | 'all-or-nothing';

/** An uploaded file and its dry run; without a report it was too large for one while somebody waits. */
export type Preview = { file: string; name: string; report: Report | null };

/** What is asked of an import once its file lies on the server. */
export type ImportOrder = { kind: string; file: string; mode: ImportMode; dryRun: boolean; backfill: boolean };

export const templateUrl = (kind: string) => `/api/importers/${kind}/template`;

export function previewFile(kind: string, file: File, backfill: boolean): Promise<Preview> {
  const form = new FormData();
  form.append('file', file);
  return api.post<Preview>(urlOf('/api/imports/preview', { kind, backfill }), form);
}

export function startImport(order: ImportOrder): Promise<{ taskId: number }> {
  return api.post<{ taskId: number }>('/api/imports', order);
}
