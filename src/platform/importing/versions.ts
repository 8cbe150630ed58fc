import { type RawBuilder, sql } from 'kysely';
import { refuseLines } from './lines.ts';
import type { ImportRun } from './run.ts';

/** A table whose rows an import brings up to date; the names are columns both of `import_line` and of the table. */
export type Ledger = {
  /** A table, or for what is only compared a query in parentheses. */
  table: string | RawBuilder<unknown>;
  /** Finds the row in force. */
  key: readonly string[];
  /** A line that differs from the row in force in one of these is a change. */
  content: readonly string[];
  /** True where the table keeps superseded rows (`superseded_at`); false for an entity, which has one row. */
  keepsVersions: boolean;
  /** Key columns that may be null (one value of their own). */
  nullableKey?: readonly string[];
  /** Narrows the rows of the table, as `head`. */
  where?: RawBuilder<unknown>;
  /** Of two lines known at the same moment the one that is greater here wins, then the later in the file. */
  newest?: string;
  /** Further columns of the row in force that `import_change` shall carry as `head_…`. */
  carry?: readonly string[];
};

const tableOf = ({ table }: Ledger) => (typeof table === 'string' ? sql.table(table) : table);

const refs = (names: readonly string[], alias: string) => sql.join(names.map((name) => sql.ref(`${alias}.${name}`)));

function sameKey(ledger: Ledger, left: string, right: string): RawBuilder<unknown> {
  const pairs = ledger.key.map((name) => {
    const [a, b] = [sql.ref(`${left}.${name}`), sql.ref(`${right}.${name}`)];
    return ledger.nullableKey?.includes(name) ? sql`${a} is not distinct from ${b}` : sql`${a} = ${b}`;
  });
  return sql.join(pairs, sql` and `);
}

function isHead(ledger: Ledger): RawBuilder<unknown> {
  const inForce = ledger.keepsVersions ? sql`head.superseded_at is null` : sql`true`;
  return ledger.where ? sql`${inForce} and ${ledger.where}` : inForce;
}

/**
 * Refuses the lines that are older than what is known of their key and say something else. One that repeats what was
 * known at its own moment is no contradiction: importing a file again must be harmless.
 */
export async function refuseStale(run: ImportRun, ledger: Ledger): Promise<void> {
  const repeats = ledger.keepsVersions
    ? sql`exists (select from ${tableOf(ledger)} head
        where ${sameKey(ledger, 'head', 'l')} and ${ledger.where ?? sql`true`}
          and head.recorded_at <= l.known and head.superseded_at > l.known
          and row(${refs(ledger.content, 'head')}) is not distinct from row(${refs(ledger.content, 'l')}))`
    : sql`false`;
  await refuseLines(
    run,
    sql`select l.row_no, '早于已入账的内容（' || to_char(head.recorded_at at time zone ${run.zone}::text, 'YYYY-MM-DD HH24:MI')
        || ' 起已知），不能再用更早的内容更正' as text
      from import_line l join ${tableOf(ledger)} head on ${sameKey(ledger, 'head', 'l')}
      where ${isHead(ledger)} and l.problem is null and l.known < head.recorded_at
        and row(${refs(ledger.content, 'head')}) is distinct from row(${refs(ledger.content, 'l')}) and not ${repeats}`,
  );
}

/**
 * Makes `target` from the lines without problem: those that change something, each with `known` … `known_until` (the
 * next change of its key in the file) and `head_at` (since when the row in force is known; null: none). Of lines with
 * the same key and moment the later wins; a line that says what is known already is no change.
 */
export async function planVersions(
  run: ImportRun,
  ledger: Ledger,
  { source = 'import_line', target = 'import_change' }: { source?: string; target?: string } = {},
): Promise<void> {
  const key = refs(ledger.key, 'l');
  const newest = ledger.newest ? sql`${sql.ref(`l.${ledger.newest}`)} desc,` : sql``;
  const carried = (ledger.carry ?? []).map((name) => sql`, head.${sql.ref(name)} as ${sql.ref(`head_${name}`)}`);
  const content = sql`row(${refs(ledger.content, 'l')})`;
  await sql`
    create temp table ${sql.table(target)} on commit drop as
    with latest as (
      select distinct on (${key}, l.known) l.* from ${sql.table(source)} l where l.problem is null
      order by ${key}, l.known, ${newest} l.row_no desc
    ), step as (
      select l.*, head.recorded_at as head_at ${sql.join(carried, sql``)},
        case when lag(l.row_no) over moments is null
          then head.recorded_at is null or ${content} is distinct from row(${refs(ledger.content, 'head')})
          else ${content} is distinct from lag(${content}) over moments end as changes
      from latest l left join ${tableOf(ledger)} head on ${sameKey(ledger, 'head', 'l')} and ${isHead(ledger)}
      where head.recorded_at is null or l.known >= head.recorded_at
      window moments as (partition by ${key} order by l.known)
    )
    select l.*, lead(l.known) over (partition by ${key} order by l.known) as known_until
    from step l where l.changes`.execute(run.db);
  await sql`analyze ${sql.table(target)}`.execute(run.db);
}

/** Writes the changes of a ledger that keeps versions. `extra`: further columns, as SQL over the change `c` of `source`. */
export async function applyVersions(
  run: ImportRun,
  ledger: Ledger,
  extra: Readonly<Record<string, RawBuilder<unknown>>> = {},
  source: RawBuilder<unknown> = sql.table('import_change'),
): Promise<void> {
  await sql`
    update ${tableOf(ledger)} head set superseded_at = c.known
    from (select ${refs(ledger.key, 'c')}, min(c.known) as known from ${source} c
      where c.head_at is not null group by ${refs(ledger.key, 'c')}) c
    where ${sameKey(ledger, 'head', 'c')} and ${isHead(ledger)}`.execute(run.db);
  const columns = [...ledger.key, ...ledger.content];
  await sql`
    insert into ${tableOf(ledger)}
      (${sql.join([...columns, ...Object.keys(extra), 'recorded_at', 'superseded_at'].map((name) => sql.ref(name)))})
    select ${sql.join([refs(columns, 'c'), ...Object.values(extra)])}, c.known, c.known_until
    from ${source} c`.execute(run.db);
}

/** The last change of each key: what an entity's own row takes over. */
export function lastChanges(key: string): RawBuilder<unknown> {
  const column = sql.ref(`c.${key}`);
  return sql`(select distinct on (${column}) c.* from import_change c order by ${column}, c.known desc)`;
}
