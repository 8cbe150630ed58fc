import { z } from 'zod';

/**
 * A backup is gzipped text that a person could also load by hand: lines of JSON (the records below), and after each
 * table's record its rows as COPY writes them, up to a line `\.`. The last line carries the hash of all before it.
 */
export const END_OF_ROWS = Buffer.from('\\.\n');

const name = z.string().regex(/^[a-z_][a-z0-9_]*$/);

/** From the catalogue of the saved database; run as SQL when restored, hence no looser than what we make. */
const bounds = z
  .string()
  .regex(/^FOR VALUES (FROM \('[\d-]+'\) TO \('[\d-]+'\)|IN \('[0-9A-Z-]+'(, '[0-9A-Z-]+')*\))$|^DEFAULT$/);

const headerSchema = z.strictObject({
  record: z.literal('header'),
  format: z.literal('zhanye-backup-1'),
  /** The last migration of the saved schema. */
  through: z.string(),
  partitions: z.array(z.strictObject({ parent: name, name, bounds })),
});
const tableSchema = z.strictObject({ record: z.literal('table'), name, columns: z.array(name) });
const sequencesSchema = z.strictObject({
  record: z.literal('sequences'),
  values: z.array(z.strictObject({ name, last: z.number().int() })),
});
const endSchema = z.strictObject({
  record: z.literal('end'),
  tables: z.number().int(),
  rows: z.number().int(),
  sha256: z.hex(),
});

export const recordSchema = z.discriminatedUnion('record', [headerSchema, tableSchema, sequencesSchema, endSchema]);

export type BackupRecord = z.infer<typeof recordSchema>;
export type BackupHeader = z.infer<typeof headerSchema>;
export type BackupSequences = z.infer<typeof sequencesSchema>;

/** What a backup holds; also what was restored. */
export type BackupSummary = { tables: number; rows: number };
