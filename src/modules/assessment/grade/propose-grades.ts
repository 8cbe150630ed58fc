import { sql } from 'kysely';
import { type ClosedTotal, type GradeProposal, proposeGrade } from '../../../kernel/assess/grade.ts';
import type { CivilDate } from '../../../kernel/calendar/index.ts';
import type { Grade } from '../../../kernel/rulebook/grade.ts';
import type { Context } from '../../../platform/context.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import type { ScoredPeriod } from '../score/definition.ts';

type Standing = {
  staffId: number;
  level: string | null;
  left: boolean;
  since: CivilDate | null;
  closed: ClosedTotal[];
};

/**
 * 依据 ASM-10: what a closed period means for everybody's grade; staying needs no decision and is not proposed. Proposals
 * of an earlier closing that nobody has decided give way. Returns how many were made.
 */
export async function proposeGrades(
  ctx: Context,
  { scored, closing }: { scored: ScoredPeriod; closing: number },
): Promise<number> {
  const { score, period, version } = scored;
  let proposed = 0;
  for (const grade of version.rulebook.grades.filter((one) => one.score === score.id)) {
    await retire(ctx, grade);
    for (const standing of await standingsOf(ctx, { grade, closing, until: period.end })) {
      if (standing.left) continue;
      const proposal = proposeGrade(grade, score.period, standing);
      if (proposal === null || proposal.move === 'keep' || proposal.looked.at(-1)?.start !== period.start) continue;
      await insertProposal(ctx, { grade, period: period.label, staffId: standing.staffId, proposal });
      proposed += 1;
    }
  }
  return proposed;
}

async function retire(ctx: Context, grade: Grade): Promise<void> {
  await sql`
    update grade_proposal set state = 'refused', comment = '其后又有一期结账，以新的建议为准', version = version + 1
    where grade_id = ${grade.id} and state = 'proposed'`.execute(ctx.db);
}

/** Everybody in the closing with his grade in force and the totals of the closed periods so far. */
async function standingsOf(
  ctx: Context,
  { grade, closing, until }: { grade: Grade; closing: number; until: CivilDate },
): Promise<Standing[]> {
  const { today } = momentOf(ctx);
  const { rows } = await sql<Standing>`
    select r.staff_id as "staffId", g.level, g.id is not null and g.level is null as left, g.valid_from as since,
      (select coalesce(jsonb_agg(jsonb_build_object('start', c.period_start, 'total', trim_scale(o.total)::text)), '[]')
        from score_result o join score_closing c on c.id = o.closing_id
        where o.staff_id = r.staff_id and c.score_id = ${grade.score} and c.superseded_at is null
          and c.period_end <= ${until}::date) as closed
    from score_result r
    left join lateral (
      select id, level, valid_from from staff_grade
      where staff_id = r.staff_id and grade_id = ${grade.id} and superseded_at is null and valid_from <= ${today}::date
      order by valid_from desc, id desc limit 1) g on true
    where r.closing_id = ${closing}`.execute(ctx.db);
  return rows;
}

async function insertProposal(
  ctx: Context,
  made: { grade: Grade; period: string; staffId: number; proposal: GradeProposal },
): Promise<void> {
  const { grade, period, staffId, proposal } = made;
  const { now, today } = momentOf(ctx);
  await sql`
    insert into grade_proposal (no, grade_id, staff_id, institution_id, institution_ord, period, move,
      from_level, to_level, from_title, to_title, grounds, state, recorded_at)
    select ${`DJ${today.replaceAll('-', '')}-`}::text || nextval('serial_no'), ${grade.id}, s.id, s.institution_id,
      s.institution_ord, ${period}, ${proposal.move}, ${proposal.from.id}, ${proposal.to?.id ?? null},
      ${proposal.from.title}, ${proposal.to?.title ?? '退出'}, ${groundsOf(grade, proposal)}, 'proposed', ${now}
    from staff s where s.id = ${staffId} and s.institution_id is not null and s.institution_ord is not null`.execute(
    ctx.db,
  );
}

function groundsOf(grade: Grade, { looked, move }: GradeProposal): string {
  const totals = looked.map(({ start, total }) => `${start} 起一期 ${total} 分`).join('，');
  const line = move === 'rise' ? `均不低于 ${grade.rise.atLeast} 分` : `均低于 ${grade.fall.below} 分`;
  return `连续 ${looked.length} 期：${totals}，${line}`;
}
