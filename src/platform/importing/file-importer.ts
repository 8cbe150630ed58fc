import type { Principal } from '../context.ts';
import type { Database, Db } from '../db/database.ts';
import type { CellKind } from '../excel/public.ts';
import { type Access, refusal } from '../http/public.ts';
import { ENTERED_AT, type ImporterDefinition, isRequired } from './importer.ts';
import { type ImportOptions, type ImportReport, runImport } from './run.ts';

export type FileColumn = {
  /** The header. */
  name: string;
  /** Part of what makes two rows the same. */
  key: boolean;
  /** The column must be in the file. */
  required: boolean;
  /** What its cells should hold, in Chinese. */
  expected: string;
  cell: CellKind;
};

/** Whatever takes files in: a kind of batch file, or a register. What the wizard, the API and the task centre know of it. */
export type FileImporter = {
  kind: string;
  title: string;
  group: 'batch' | 'register';
  /** The register that it fills. */
  register: string;
  access: Access;
  /** The largest file that is taken. */
  uploadBytes: number;
  /** Larger files are tried in the background: a request must not take minutes. */
  previewBytes: number;
  columns(db: Db): Promise<FileColumn[]>;
  run(database: Database, file: { path: string; name: string }, options: ImportOptions): Promise<ImportReport>;
};

/** Whether this principal may bring in files of the kind. */
export const mayImport = ({ access }: FileImporter, principal: Principal | null): boolean =>
  refusal(access, principal) === null;

/** Batch files come from the bank's other systems, so only those answerable for these may bring them in. */
const BATCH_ACCESS: Access = { roles: ['business'], admin: ['system'] };
const BATCH_UPLOAD_BYTES = 400 * 2 ** 20;
const BATCH_PREVIEW_BYTES = 32 * 2 ** 20;

const CELLS: Partial<Record<string, CellKind>> = { date: 'date', timestamp: 'time', 'numeric(18, 2)': 'money' };

/** A kind of batch file as one of the things that take files in. */
export function batchImporter(definition: ImporterDefinition): FileImporter {
  return {
    kind: definition.kind,
    title: definition.title,
    group: 'batch',
    register: definition.register,
    access: BATCH_ACCESS,
    uploadBytes: BATCH_UPLOAD_BYTES,
    previewBytes: BATCH_PREVIEW_BYTES,
    columns: async (db) => shown((await definition.specify?.(db)) ?? definition),
    run: (database, file, options) => runImport(database, definition, file, options),
  };
}

/** 录入时间 is offered where files carry it by contract; elsewhere it is only understood. */
function shown({ columns, kind }: ImporterDefinition): FileColumn[] {
  return columns
    .filter((column) => column.id !== ENTERED_AT.id || kind === 'contacts')
    .map((column) => ({
      name: column.name,
      key: column.key === true,
      required: isRequired(column),
      expected: column.type.expected,
      cell: CELLS[column.type.sqlType] ?? 'text',
    }));
}
