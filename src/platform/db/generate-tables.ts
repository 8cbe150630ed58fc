import { sql } from 'kysely';
import type { Db } from './database.ts';

type Column = {
  table: string;
  column: string;
  type: string;
  nullable: boolean;
  hasDefault: boolean;
  alwaysGenerated: boolean;
};

/** How the pool's parsers deliver each PostgreSQL type (`type-parsers.ts`), as a type on the left of a column. */
const TYPES: Readonly<Record<string, string>> = {
  bigint: 'number',
  boolean: 'boolean',
  bytea: 'Buffer',
  date: 'string',
  integer: 'number',
  jsonb: 'Json',
  numeric: 'Numeric',
  smallint: 'number',
  text: 'string',
  'timestamp with time zone': 'Instant',
  tsvector: 'string',
  uuid: 'string',
};

const HEADER = `// Made from the live catalogue by \`npm run generate\`; never edited.
import type { ColumnType } from 'kysely';

/** Has a default. */
type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;
/** The server alone gives the value. */
type GeneratedAlways<T> = ColumnType<T, never, never>;
/** An instant; written also as ISO text. */
type Instant = ColumnType<Date, Date | string, Date | string>;
/** An exact decimal: text, never a float. */
type Numeric = ColumnType<string, string | number, string | number>;
/** Written as JSON text, because \`pg\` would take an array for a PostgreSQL array. */
type Json = ColumnType<unknown, string, string>;
`;

/** The source of `tables.generated.ts` for the schema of this database. Partitions are left to their parents. */
export async function generateTables(db: Db): Promise<string> {
  const tables = Map.groupBy(await readColumns(db), ({ table }) => table);
  const interfaces = [...tables].map(([table, columns]) => tableType(table, columns));
  const members = [...tables.keys()].map((table) => `  ${table}: ${typeName(table)};`);
  return [HEADER, ...interfaces, `export type Tables = {\n${members.join('\n')}\n};\n`].join('\n');
}

async function readColumns(db: Db): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type,
      not a.attnotnull as nullable, a.atthasdef or a.attidentity <> '' as "hasDefault",
      a.attidentity = 'a' or a.attgenerated <> '' as "alwaysGenerated"
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    order by c.relname collate "C", a.attnum`.execute(db);
  return rows;
}

function tableType(table: string, columns: Column[]): string {
  const members = columns.map((column) => `  ${column.column}: ${columnType(column)};`);
  return `export type ${typeName(table)} = {\n${members.join('\n')}\n};\n`;
}

function columnType({ table, column, type, nullable, hasDefault, alwaysGenerated }: Column): string {
  const base = baseType(type) ?? raiseUnknown(table, column, type);
  const full = nullable ? `${base} | null` : base;
  if (alwaysGenerated) return `GeneratedAlways<${full}>`;
  return hasDefault ? `Generated<${full}>` : full;
}

function baseType(type: string): string | undefined {
  if (!type.endsWith('[]')) return TYPES[type];
  const item = TYPES[type.slice(0, -2)];
  return item === undefined ? undefined : `${item}[]`;
}

function raiseUnknown(table: string, column: string, type: string): never {
  throw new Error(`${table}.${column}: no TypeScript type is declared for ${type}`);
}

function typeName(table: string): string {
  return `${table.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())}Table`;
}
