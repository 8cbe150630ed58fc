import { sql } from 'kysely';
import type { AnyRegister } from '../../src/kernel/register/public.ts';
import type { Reader } from '../../src/platform/context.ts';
import type { Person, Planted } from './grid.ts';

/** The rows that a bare `select` gives this person under the reader's role, whatever predicate a query forgets. */
export async function readableBySql(
  reader: Reader,
  { table }: AnyRegister,
  { principal }: Person,
  rows: readonly Planted[],
): Promise<Set<string>> {
  const query = sql<{ id: number }>`select id from ${sql.table(table)}`;
  const { rows: found } = await reader.read(principal, (db) => query.execute(db));
  // Who may read a row may read what it was: superseded rows are history, not secrets.
  const current = new Set(rows.filter(({ ended }) => !ended).map(({ id }) => id));
  return new Set(found.filter(({ id }) => current.has(id)).map(({ id }) => `read ${id}`));
}

const allowed = () => null;

/** PostgreSQL's refusals of what the reader tries to change; null where it was let. */
export async function changeBySql(reader: Reader, { table }: AnyRegister, person: Person): Promise<(string | null)[]> {
  const attempts = [
    sql`update ${sql.table(table)} set recorded_at = recorded_at`,
    sql`delete from ${sql.table(table)}`,
    sql`insert into ${sql.table(table)} default values`,
  ];
  const refusals: (string | null)[] = [];
  for (const attempt of attempts) {
    const done = reader.read(person.principal, (db) => attempt.execute(db));
    refusals.push(await done.then(allowed, ({ code }: { code: string }) => code));
  }
  return refusals;
}
