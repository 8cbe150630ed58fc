import type { AnyRegister, Field, Grants, Relation, Scope } from '../../kernel/register/public.ts';

/** Owns nothing, sees only what the policies let it see; the server's reads of registers run under it. */
export const READER_ROLE = 'zhanye_reader';
/** Views with nothing but ids and names: a row may name what the reader may not open, such as a former customer. */
export const LABEL_SCHEMA = 'row_label';

/**
 * Row-level security of every register's table as SQL, from the same declarations as `scoped` but by other means: there
 * rights become parameters of each query, here the server itself asks the transaction who reads. Can be run again.
 */
export function rowSecurity(registers: readonly AnyRegister[]): string {
  const targets = new Map(registers.flatMap(labelTargets).map((target) => [target.table, target]));
  return [
    '-- Made from the declarations of the registers; never edited.',
    `drop schema if exists ${LABEL_SCHEMA} cascade;`,
    `create schema ${LABEL_SCHEMA};`,
    `grant usage on schema ${LABEL_SCHEMA} to ${READER_ROLE};`,
    ...[...targets.values()].map(
      ({ table, label }) => `create view ${LABEL_SCHEMA}."${table}" as select id, "${label}" from "${table}";`,
    ),
    `grant select on all tables in schema ${LABEL_SCHEMA} to ${READER_ROLE};`,
    ...registers.flatMap(({ list: { searchIndex } }) =>
      searchIndex ? [`grant select on "${searchIndex.table}" to ${READER_ROLE};`] : [],
    ),
    ...[...new Set(registers.flatMap(({ scope }) => scope.assistance?.table ?? []))].map(
      (table) => `grant select on "${table}" to ${READER_ROLE};`,
    ),
    ...registers.map(tablePolicies),
    '',
  ].join('\n');
}

function labelTargets({ fields }: AnyRegister): { table: string; label: string }[] {
  return Object.values(fields as Record<string, Field>).flatMap(({ kind }) => kind.references ?? []);
}

/** FORCE, so that not even the owner escapes by oversight: the engine's work has a policy of its own. */
function tablePolicies(register: AnyRegister): string {
  const table = `"${register.table}"`;
  return `
alter table ${table} enable row level security;
alter table ${table} force row level security;
drop policy if exists engine on ${table};
create policy engine on ${table} to current_user using (true) with check (true);
drop policy if exists reading on ${table};
create policy reading on ${table} for select to ${READER_ROLE} using (
  ${readable(register).join('\n  or ')}
);
grant select on ${table} to ${READER_ROLE};`;
}

/** One condition a relation; its roles are asked once a query, the row only for its own columns. */
function readable({ table, access, scope }: AnyRegister): string[] {
  const conditions: Record<Relation, (roles: string) => string[]> = {
    bank: (roles) => [`(select access_holds(${roles}))`],
    institution: (roles) => {
      const inside = (column: string) => `${column} <@ (select access_ranges(${roles}))`;
      return scope.ord === undefined ? [] : [ownOrThrough(table, scope.ord, scope.ordThrough, inside)];
    },
    self: (roles) => (scope.self ?? []).map((column: string) => `"${column}" = (select access_staff(${roles}))`),
    custody: (roles) => {
      const isHeld = (column: string) => `${column} = (select access_staff(${roles}))`;
      return scope.custody ? [ownOrThrough(table, scope.custody.holder, scope.custody.through, isHeld)] : [];
    },
    assistance: (roles) => (scope.assistance ? [assisted(scope.assistance, roles)] : []),
  };
  const found = (Object.keys(conditions) as Relation[]).flatMap((relation) => {
    const roles = rolesOf(access.read, relation);
    return roles.length === 0 ? [] : conditions[relation](`'{${roles.join(',')}}'`);
  });
  return found.length > 0 ? found : ['false'];
}

function assisted({ column, table, key, staff }: NonNullable<Scope['assistance']>, roles: string): string {
  return `"${column}" = any (array(select "${key}" from "${table}" where "${staff}" = (select access_staff(${roles}))))`;
}

function rolesOf(grants: Grants, relation: Relation): string[] {
  return Object.entries(grants)
    .filter(([, granted]) => [granted].flat().includes(relation))
    .map(([grantee]) => grantee);
}

/** The column here, or in the one row that the scope points at. */
function ownOrThrough(
  table: string,
  column: string,
  through: Scope['ordThrough'],
  condition: (column: string) => string,
): string {
  if (!through) return condition(`"${column}"`);
  return `exists (select from "${through.table}" as whose
    where whose."${through.key}" = "${table}"."${through.column}" and ${condition(`whose."${column}"`)})`;
}
