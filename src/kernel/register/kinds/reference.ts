import { z } from 'zod';
import type { FieldKind, ReferenceTarget } from '../kind.ts';

const REFERENCE = z.int().positive();

/** A kind that points at a row by id; in Excel it is the row's number, which the importer looks up. */
export function referenceKind(id: string, references: ReferenceTarget): FieldKind<number> {
  return {
    id,
    column: 'bigint',
    schema: () => REFERENCE,
    output: () => REFERENCE,
    format: (value) => String(value),
    filters: ['eq', 'in', 'empty'],
    excel: { parse: (text) => text.trim() || null, write: (value) => value },
    references,
  };
}
