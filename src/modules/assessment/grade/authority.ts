import { type SqlBool, sql } from 'kysely';
import { decidingLevel } from '../../../kernel/assess/grade.ts';
import type { Grade } from '../../../kernel/rulebook/grade.ts';
import type { Context } from '../../../platform/context.ts';
import { loadVersions } from '../../../platform/duties/public.ts';
import { countAwaiting } from '../../../platform/messages/public.ts';
import { gradeProposal } from './grade-proposal.register.ts';

const DECIDING_ROLES: readonly string[] = ['leader', 'president', 'business', 'hr'];

/** A step of a ladder as a proposal names it; `to` null: out of it. */
type Step = { grade: string; from: string; to: string | null };

/** Every ladder that was ever in force, as its newest version has it. */
export async function knownGrades({ db, clock }: Context): Promise<Map<string, Grade>> {
  const versions = await loadVersions(db, clock.now());
  return new Map(versions.flatMap(({ rulebook }) => rulebook.grades).map((grade) => [grade.id, grade]));
}

/** 依据 ORG-4: the types of institutions that decide a step; null where the ladder or the level is gone. */
export function decidersOf(grades: ReadonlyMap<string, Grade>, step: Step): readonly string[] | null {
  const grade = grades.get(step.grade);
  const levelOf = (id: string | null) => grade?.levels.find((level) => level.id === id) ?? null;
  const from = levelOf(step.from);
  return grade && from ? decidingLevel(grade, { from, to: levelOf(step.to) }).decidedAt : null;
}

/**
 * The types of the institutions for which the principal decides, of those that cover `ord` if it is given. By their range
 * and not by their id: a functional department decides for the institution that it covers.
 */
export async function decidingTypes({ db, principal }: Context, ord?: number): Promise<string[]> {
  const places = (principal?.appointments ?? []).filter(
    (post) => DECIDING_ROLES.includes(post.role) && (ord === undefined || (post.ord <= ord && ord < post.ordUntil)),
  );
  const { rows } = await sql<{ type: string }>`
    select distinct i.type from institution i
    join unnest(${places.map((place) => place.ord)}::int[], ${places.map(({ ordUntil }) => ordUntil)}::int[])
      as p (ord, until) on p.ord = i.ord and p.until = i.ord_until`.execute(db);
  return rows.map(({ type }) => type);
}

/** How many proposals wait for the principal's decision; stops at `cap`. */
export async function countProposals(ctx: Context, cap: number): Promise<number> {
  const grades = await knownGrades(ctx);
  const types = await decidingTypes(ctx);
  const mine = [...grades.values()].flatMap(stepsOf).filter((step) => {
    return decidersOf(grades, step)?.some((type) => types.includes(type));
  });
  if (mine.length === 0) return 0;
  const step = sql.join(mine.map(({ grade, from, to }) => sql`(${grade}::text, ${from}::text, ${to ?? ''}::text)`));
  return countAwaiting(
    ctx,
    gradeProposal,
    'approve',
    cap,
    sql<SqlBool>`(r.grade_id, r.from_level, coalesce(r.to_level, '')) in (${step})`,
  );
}

function stepsOf({ id, levels }: Grade): Step[] {
  const ends = [...levels.map((level) => level.id), null];
  return levels.flatMap(({ id: from }) => ends.map((to) => ({ grade: id, from, to })));
}
