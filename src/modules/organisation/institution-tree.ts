import { sql } from 'kysely';
import { fail } from '../../kernel/errors/public.ts';
import type { Db } from '../../platform/db/database.ts';
import { organisationErrors } from './errors.ts';
import { type Placement, renumber, type TreeNode } from './institution-numbering.ts';

/** Held while the tree moves, and shared by those who copy a place in it. */
const TREE_LOCK = 7_310;

/** Waits until nobody moves the tree; whoever copies `ord` into a row calls it first, in an earlier statement. */
export async function holdInstitutionTree(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${TREE_LOCK})`.execute(db);
}

/**
 * Numbers the tree after institutions came, went or moved, and carries changed numbers to every row that copies them.
 * Call it in the transaction of the change. Returns how many institutions got other numbers.
 */
export async function renumberInstitutions(db: Db): Promise<number> {
  await sql`select pg_advisory_xact_lock(${TREE_LOCK})`.execute(db);
  const nodes = await db
    .selectFrom('institution')
    .select(['id', 'parent_id as parentId', 'ord', 'ord_until as ordUntil', 'depth'])
    .orderBy(sql`no collate "C"`)
    .execute();
  const changed = placements(nodes);
  if (changed.length === 0) return 0;
  await store(db, changed);
  await carryOver(db, changed);
  return changed.length;
}

function placements(nodes: readonly TreeNode[]): Placement[] {
  try {
    return renumber(nodes);
  } catch (error) {
    if (error instanceof RangeError) fail(organisationErrors.INSTITUTION_CYCLE(undefined, 'parent_id'));
    throw error;
  }
}

async function store(db: Db, changed: readonly Placement[]): Promise<void> {
  await sql`
    update institution set ord = place.ord, ord_until = place.ord_until, depth = place.depth
    from unnest(
      ${changed.map(({ id }) => id)}::bigint[], ${changed.map(({ ord }) => ord)}::int[],
      ${changed.map(({ ordUntil }) => ordUntil)}::int[], ${changed.map(({ depth }) => depth)}::int[]
    ) as place (id, ord, ord_until, depth)
    where institution.id = place.id`.execute(db);
}

/** Tables that hold a row's institution and a copy of its place are found in the catalogue, so none is forgotten. */
async function carryOver(db: Db, changed: readonly Placement[]): Promise<void> {
  const ids = changed.map(({ id }) => id);
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c
    where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = current_schema()::regnamespace
      and 2 = (select count(*) from pg_attribute a
        where a.attrelid = c.oid and a.attname in ('institution_id', 'institution_ord') and not a.attisdropped)
    order by c.relname`.execute(db);
  for (const { name } of rows) {
    await sql`
      update ${sql.table(name)} as copy set institution_ord = institution.ord from institution
      where institution.id = copy.institution_id and institution.id = any (${ids}::bigint[])
        and copy.institution_ord is distinct from institution.ord`.execute(db);
  }
}
