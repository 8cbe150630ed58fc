import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** Acts that audit watches whoever does them, in the order in which a home shows them. */
export const WATCHED = {
  reveals: { title: '查看个人信息原文', action: '.reveal' },
  exports: { title: '导出', action: '.export' },
  refusals: { title: '拒绝登录', action: 'session.refuse' },
  accounts: { title: '账号管理', action: 'account.' },
  waivers: { title: '豁免义务', action: 'duty.waive' },
  imports: { title: '导入', action: 'import.' },
  backups: { title: '备份', action: 'backup' },
} as const;
export type Watched = keyof typeof WATCHED;

/** Which of {@link WATCHED} a record is; the words must be those of the index `audit_record_watched`. */
export const isWatched = sql<SqlBool>`(r.action like '%.export' or r.action like '%.reveal' or r.action like 'import.%'
  or r.action like 'account.%' or r.action in ('session.refuse', 'duty.waive', 'backup'))`;

/** The kind of a watched record, as a column. */
export const watchedKind = sql<Watched>`case ${sql.join(
  Object.entries(WATCHED).map(([kind, { action }]) => sql`when ${matches(sql`r.action`, action)} then ${kind}::text`),
  sql` `,
)} end`;

/** An action's name, the beginning of one (`session.`), or its end (`.reveal`: of whichever register). */
export function matches(column: RawBuilder<unknown>, action: string): RawBuilder<SqlBool> {
  if (action.startsWith('.')) return sql<SqlBool>`${column} like ${`%${escaped(action)}`}::text`;
  return sql<SqlBool>`starts_with(${column}, ${action}::text)`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&');
}
