import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type Grants, reachOf } from '../../../kernel/register/public.ts';
import { questionsOf } from '../../../kernel/rulebook/quiz.ts';
import type { Context } from '../../../platform/context.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { type RequiredReading, requiredReadings } from './required.ts';

/** Who may see who has read: whoever leads or checks people, over his institution. */
const CHASERS: Grants = {
  leader: 'institution',
  president: 'institution',
  business: 'institution',
  hr: 'institution',
  audit: 'bank',
};
export const CHASING_ROLES = ['leader', 'president', 'business', 'hr', 'audit'] as const;

/** More names than this are chased through their institutions. */
const MOST_PEOPLE = 100;

export type ReadingProgress = {
  version: number;
  regulation: string;
  title: string;
  effectiveOn: string;
  /** How many people it concerns, have read it, have passed its quiz (null: it has none). */
  concerned: number;
  read: number;
  passed: number | null;
  institutions: { id: number; name: string; concerned: number; read: number; passed: number }[];
  /** Who has not read it, or not passed yet; at most a hundred. */
  missing: { staffId: number; no: string; name: string; institution: string; read: boolean }[];
};

/** 催办: for every required reading who still owes it, by institution, within the principal's scope (依据 RUL-1). */
export async function readingProgress(ctx: Context): Promise<ReadingProgress[]> {
  const readings = await requiredReadings(ctx);
  return Promise.all(readings.map((reading) => progressOf(ctx, reading)));
}

async function progressOf(
  ctx: Context,
  { version, effectiveOn, regulation }: RequiredReading,
): Promise<ReadingProgress> {
  const hasQuiz = questionsOf(regulation).length > 0;
  const people = concernedPeople(ctx, { version, regulation: regulation.id, readers: regulation.readers });
  const { rows: institutions } = await sql<ReadingProgress['institutions'][number]>`
    select i.id, i.name, count(*)::int as concerned, count(*) filter (where p.read)::int as read,
      count(*) filter (where p.passed)::int as passed
    from (${people}) p join institution i on i.id = p.institution_id
    group by i.id, i.name, i.ord order by i.ord`.execute(ctx.db);
  const { rows: missing } = await sql<ReadingProgress['missing'][number]>`
    select p.id as "staffId", p.no, p.name, i.name as institution, p.read
    from (${people}) p join institution i on i.id = p.institution_id
    where not p.read or (${hasQuiz} and not p.passed)
    order by i.ord, p.no limit ${MOST_PEOPLE}`.execute(ctx.db);
  const sum = (of: 'concerned' | 'read' | 'passed') => institutions.reduce((total, row) => total + row[of], 0);
  return {
    version,
    regulation: regulation.id,
    title: regulation.title,
    effectiveOn,
    concerned: sum('concerned'),
    read: sum('read'),
    passed: hasQuiz ? sum('passed') : null,
    institutions,
    missing,
  };
}

function concernedPeople(
  ctx: Context,
  { version, regulation, readers }: { version: number; regulation: string; readers: readonly string[] | undefined },
): RawBuilder<unknown> {
  const { today } = momentOf(ctx);
  const roles = readers === undefined ? sql`true` : sql`o.role = any(${readers}::text[])`;
  const ofReading = (alias: string) =>
    sql`${sql.ref(`${alias}.version_id`)} = ${version} and ${sql.ref(`${alias}.regulation_id`)} = ${regulation}
      and ${sql.ref(`${alias}.staff_id`)} = s.id`;
  return sql`
    select s.id, s.no, s.name, s.institution_id,
      exists (select from rulebook_receipt r where ${ofReading('r')}) as read,
      exists (select from rulebook_quiz_attempt q where ${ofReading('q')} and q.passed) as passed
    from staff s
    where (s.left_on is null or s.left_on > ${today}::date) and ${reached(ctx)} and exists (
      select from appointment a join post o on o.name = a.post
      where a.staff_id = s.id and a.superseded_at is null and a.valid_from <= ${today}::date
        and (a.valid_until is null or a.valid_until > ${today}::date) and ${roles})`;
}

function reached(ctx: Context): RawBuilder<SqlBool> {
  const ways = reachOf(CHASERS, ctx.principal).map((reach) =>
    reach.relation === 'institution'
      ? sql<SqlBool>`(s.institution_ord >= ${reach.ord} and s.institution_ord < ${reach.ordUntil})`
      : sql<SqlBool>`true`,
  );
  return ways.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(${sql.join(ways, sql` or `)})`;
}
