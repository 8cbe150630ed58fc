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
    excel: {
      parse: (text) => text.trim() || null,
      expected: () => (references.number === undefined ? '编号' : '编号；名称唯一时也可写名称'),
      write: (value) => value,
    },
    references,
  };
}
