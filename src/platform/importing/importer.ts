import type { RawBuilder } from 'kysely';
import type { Db } from '../db/database.ts';
import type { NewFacts } from '../duties/public.ts';
import type { CellType } from './cell-types.ts';
import { time } from './cell-types.ts';
import type { ImportRun } from './run.ts';

export type ImportColumn = {
  /** The header, as INTERFACE.md fixes it: 客户号. Never renamed. */
  name: string;
  /** The stage table's column. */
  id: string;
  type: CellType;
  /** Part of the key by which an import is idempotent; implies `required`. */
  key?: boolean;
  /** The column must be in the file, and no cell of it empty. */
  required?: boolean;
  /** The value of an empty cell, as PostgreSQL reads it; null if not given. */
  whenEmpty?: string;
};

/** A row for which `when` holds is refused (or warned of) with `text`. Both are SQL over `r` and the joined tables. */
export type RowCheck = { when: RawBuilder<unknown>; text: RawBuilder<unknown> };

export type ImporterDefinition = {
  /** The command line's word: `contacts`. */
  kind: string;
  /** 联系记录 */
  title: string;
  /** The register of its audit records. */
  register: string;
  columns: readonly ImportColumn[];
  /** Backfill: the columns that say since when a row without 录入时间 was known; the first that is filled counts. */
  knownFrom: readonly string[];
  /** Further stage columns computed from a cell's text. */
  derived?: readonly { id: string; from: string; of: (text: string) => string }[];
  /** Bank numbers to ids, by joins over the staged rows `r`; the columns are added to `import_line`. */
  resolve: {
    joins: RawBuilder<unknown>;
    columns: Readonly<Record<string, RawBuilder<unknown>>>;
    refuse?: readonly RowCheck[];
    warn?: readonly RowCheck[];
  };
  /** Before anything is read: what needs a transaction of its own, such as partitions. */
  prepare?(run: ImportRun): Promise<void>;
  /** Refuses rows that contradict the rest, then makes `import_change`, the rows that change something. */
  plan(run: ImportRun): Promise<void>;
  /** Writes what `import_change` says; not called in a dry run. */
  apply(run: ImportRun): Promise<void>;
  /** After `apply`: a query of `customer_id, since`, whose duties may have moved since that civil date. */
  touchedCustomers?(run: ImportRun): RawBuilder<unknown>;
  /** Where the file mostly brings facts that nobody knew: these, and the other customers whose duties may have moved. */
  newFacts?(run: ImportRun): { facts: NewFacts; others: RawBuilder<unknown> };
  /** The same of people and institutions: a query of `subject_type, subject_id, since`. */
  touchedOthers?(run: ImportRun): RawBuilder<unknown>;
  /** The importer as the database has it now, where its columns are data. */
  specify?(db: Db): Promise<ImporterDefinition>;
};

/** 录入时间: when the row became known. Heeded in a backfill only, because anybody could backdate with it. */
export const ENTERED_AT: ImportColumn = { name: '录入时间', id: 'entered_at', type: time };

/** The column in which refused rows come back; ignored when the file is imported again. */
export const ERROR_COLUMN = '错误';

/** Declares an importer; every kind may carry 录入时间. */
export function defineImporter(spec: ImporterDefinition): ImporterDefinition {
  const hasEnteredAt = spec.columns.some(({ id }) => id === ENTERED_AT.id);
  return hasEnteredAt ? spec : { ...spec, columns: [...spec.columns, ENTERED_AT] };
}

export const isRequired = (column: Pick<ImportColumn, 'key' | 'required'>) =>
  column.required === true || column.key === true;
