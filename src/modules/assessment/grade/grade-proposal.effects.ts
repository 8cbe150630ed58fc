import { sql } from 'kysely';
import { decidingLevel } from '../../../kernel/assess/grade.ts';
import { fail } from '../../../kernel/errors/public.ts';
import type { Row } from '../../../kernel/register/public.ts';
import type { Context } from '../../../platform/context.ts';
import { loadVersions } from '../../../platform/duties/public.ts';
import { defineEffects } from '../../../platform/registers/public.ts';
import { assessmentErrors } from '../errors.ts';
import { gradeProposal } from './grade-proposal.register.ts';

type Proposal = Row<typeof gradeProposal>;

const DECIDING_ROLES: readonly string[] = ['leader', 'president', 'business', 'hr'];

/** 依据 ORG-4: the higher of the two levels says at which type of institution it is decided. */
async function requireAuthority(ctx: Context, _values: unknown, before: Proposal | null): Promise<Partial<Proposal>> {
  if (before === null) throw new Error('proposals are not created by hand');
  const versions = await loadVersions(ctx.db, ctx.clock.now());
  const grade = versions.flatMap(({ rulebook }) => rulebook.grades).findLast(({ id }) => id === before.grade_id);
  const levelOf = (id: string | null) => grade?.levels.find((level) => level.id === id) ?? null;
  const from = levelOf(before.from_level);
  if (!grade || !from) return fail(assessmentErrors.GRADE_GONE());
  const { decidedAt } = decidingLevel(grade, { from, to: levelOf(before.to_level) });
  const places = (ctx.principal?.appointments ?? []).filter(
    ({ role, ord, ordUntil }) =>
      DECIDING_ROLES.includes(role) && ord <= before.institution_ord && before.institution_ord < ordUntil,
  );
  // By its range and not by its id: a functional department decides for the institution that it covers.
  const { rows } = await sql<{ type: string }>`
    select i.type from institution i
    join unnest(${places.map(({ ord }) => ord)}::int[], ${places.map(({ ordUntil }) => ordUntil)}::int[]) as p (ord, until)
      on p.ord = i.ord and p.until = i.ord_until`.execute(ctx.db);
  if (!rows.some(({ type }) => decidedAt.includes(type))) {
    fail(assessmentErrors.GRADE_NOT_YOURS({ where: decidedAt.join('、') }));
  }
  return {};
}

/** The decision is what changes the grade, from its day on. */
async function applyGrade(ctx: Context, { row }: { row: Proposal }) {
  await ctx.db
    .insertInto('staff_grade')
    .values({
      grade_id: row.grade_id,
      staff_id: row.staff_id,
      level: row.to_level,
      valid_from: row.effective_on as string,
      decided_by: row.decided_by as number,
      recorded_at: ctx.clock.now(),
    })
    .execute();
  return { detail: { level: row.to_level, from: row.effective_on } };
}

export const gradeProposalEffects = defineEffects(gradeProposal, {
  approve: { prepare: requireAuthority, after: applyGrade },
  refuse: { prepare: requireAuthority },
});
