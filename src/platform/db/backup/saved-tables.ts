import type pg from 'pg';

export type SavedTable = { name: string; columns: string[] };

/** Made by `migrate` itself when the backup is restored; a copy of the mark of what is remembered would be a false one. */
const NOT_SAVED = ['schema_migration', 'standing_mark'];

/** Every table, each after those that its foreign keys point to, so that it can be loaded in this order. */
export async function listSavedTables(client: pg.ClientBase): Promise<SavedTable[]> {
  const { rows: tables } = await client.query<SavedTable>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
       and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and c.relname <> all ($1)
     group by c.relname order by c.relname`,
    [NOT_SAVED],
  );
  const { rows: references } = await client.query<{ from: string; to: string }>(
    `select f.relname as from, t.relname as to from pg_constraint k
     join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
     where k.contype = 'f' and f.oid <> t.oid and not f.relispartition`,
  );
  const needs = Map.groupBy(references, ({ from }) => from);
  return order(tables, (name) => (needs.get(name) ?? []).map(({ to }) => to));
}

function order(tables: SavedTable[], needs: (name: string) => string[]): SavedTable[] {
  const ordered: SavedTable[] = [];
  const placed = new Set<string>();
  for (let left = tables; left.length > 0; left = left.filter(({ name }) => !placed.has(name))) {
    const ready = left.filter(({ name }) => needs(name).every((other) => placed.has(other)));
    if (ready.length === 0) throw new Error(`foreign keys form a circle: ${left.map(({ name }) => name).join(', ')}`);
    for (const table of ready) placed.add(table.name);
    ordered.push(...ready);
  }
  return ordered;
}
