import { fail } from '../../../kernel/errors/public.ts';
import type { Row } from '../../../kernel/register/public.ts';
import type { Context } from '../../../platform/context.ts';
import { defineEffects } from '../../../platform/registers/public.ts';
import { assessmentErrors } from '../errors.ts';
import { decidersOf, decidingTypes, knownGrades } from './authority.ts';
import { gradeProposal } from './grade-proposal.register.ts';

type Proposal = Row<typeof gradeProposal>;

/** 依据 ORG-4: the higher of the two levels says at which type of institution it is decided. */
async function requireAuthority(ctx: Context, _values: unknown, before: Proposal | null): Promise<Partial<Proposal>> {
  if (before === null) throw new Error('proposals are not created by hand');
  const step = { grade: before.grade_id, from: before.from_level, to: before.to_level };
  const deciders = decidersOf(await knownGrades(ctx), step) ?? fail(assessmentErrors.GRADE_GONE());
  const types = await decidingTypes(ctx, before.institution_ord);
  if (!types.some((type) => deciders.includes(type))) {
    fail(assessmentErrors.GRADE_NOT_YOURS({ where: deciders.join('、') }));
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
