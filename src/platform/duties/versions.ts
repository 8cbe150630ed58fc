import { sql } from 'kysely';
import { type Rulebook, type RulebookVersion, rulebookSchema } from '../../kernel/rulebook/rulebook.ts';
import type { Db } from '../db/database.ts';

/** A published version never changes, so it is parsed once per process. */
const parsed = new Map<string, Rulebook>();

interface Row {
  id: number;
  effective_on: string;
  hash: string;
}

/** The versions published by `known`, in order of effective date; of two for one date the later published rules. */
export async function loadVersions(db: Db, known: Date): Promise<RulebookVersion[]> {
  const { rows } = await sql<Row>`
    select distinct on (effective_on) id, effective_on, encode(sha256, 'hex') as hash
    from rulebook_version where published_at <= ${known}
    order by effective_on, published_at desc, id desc`.execute(db);
  const versions: RulebookVersion[] = [];
  for (const [index, row] of rows.entries()) {
    const rulebook = parsed.get(row.hash) ?? (await readRulebook(db, row));
    versions.push({
      id: row.id,
      effectiveOn: row.effective_on,
      until: rows[index + 1]?.effective_on ?? null,
      rulebook,
    });
  }
  return versions;
}

async function readRulebook(db: Db, { id, hash }: Row): Promise<Rulebook> {
  const { rows } = await sql<{ content: unknown }>`select content from rulebook_version where id = ${id}`.execute(db);
  const rulebook = rulebookSchema.parse(rows[0]?.content);
  parsed.set(hash, rulebook);
  return rulebook;
}
