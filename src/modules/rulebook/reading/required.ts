import { sql } from 'kysely';
import { changedRegulations } from '../../../kernel/rulebook/compare.ts';
import type { Regulation, Rulebook } from '../../../kernel/rulebook/rulebook.ts';
import type { Context } from '../../../platform/context.ts';
import { loadVersions } from '../../../platform/duties/public.ts';

/** A regulation that has to be read in the version that last made or changed it. */
export type RequiredReading = { version: number; effectiveOn: string; regulation: Regulation };

/** 依据 RUL-1: what a new version makes or changes has to be read by those it concerns, before or after it rules. */
export async function requireReading(
  ctx: Context,
  version: number,
  { before, after }: { before: Rulebook | undefined; after: Rulebook },
): Promise<void> {
  const changed = changedRegulations({ ...before }, { ...after });
  if (changed.length === 0) return;
  const recorded_at = ctx.clock.now();
  await ctx.db
    .insertInto('rulebook_reading')
    .values(changed.map((regulation_id) => ({ version_id: version, regulation_id, recorded_at })))
    .execute();
}

/** Of every regulation that is still in the rulebook the newest reading asked for. */
export async function requiredReadings(ctx: Context): Promise<RequiredReading[]> {
  const versions = await loadVersions(ctx.db, ctx.clock.now());
  const { rows } = await sql<{ version_id: number; regulation_id: string }>`
    select distinct on (regulation_id) regulation_id, version_id from rulebook_reading
    where version_id = any(${versions.map(({ id }) => id)}::int[])
    order by regulation_id, version_id desc`.execute(ctx.db);
  const current = new Set(versions.at(-1)?.rulebook.regulations.map(({ id }) => id));
  return rows.flatMap(({ version_id, regulation_id }) => {
    const version = versions.find(({ id }) => id === version_id);
    const regulation = version?.rulebook.regulations.find(({ id }) => id === regulation_id);
    if (!version || !regulation || !current.has(regulation_id)) return [];
    return [{ version: version_id, effectiveOn: version.effectiveOn, regulation }];
  });
}

/** Whether somebody in these posts has to read a regulation. */
export function concerns({ readers }: Regulation, roles: readonly string[]): boolean {
  return roles.length > 0 && (readers === undefined || readers.some((role) => roles.includes(role)));
}
