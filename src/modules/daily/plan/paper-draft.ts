import { sql } from 'kysely';
import type { CivilDate } from '../../../kernel/calendar/index.ts';
import type { CreateInput } from '../../../kernel/register/public.ts';
import { type Context, transact } from '../../../platform/context.ts';
import { type AnyRow, actOnRow, createRow, momentOf, serve } from '../../../platform/registers/public.ts';
import { ownStaffId } from '../place-of-staff.ts';
import { paperEffects } from './paper.effects.ts';
import type { PaperKind } from './paper.fields.ts';
import { workPaper } from './paper.register.ts';
import { type PaperState, periodOfPaper } from './paper.rules.ts';
import { summaryOf } from './summary.ts';

export const servedPaper = serve(workPaper, paperEffects);

type Written = {
  id: number;
  version: number;
  state: PaperState;
  summary: string | null;
  content: string | null;
  experience: string | null;
  problems: string | null;
};

export type PaperDraft = {
  kind: PaperKind;
  period: { start: CivilDate; end: CivilDate; label: string };
  summary: string[];
  paper: Written | null;
};

/** 依据 DAY-12: a plan or report of the period of a day, as far as it writes itself and as far as it is written. */
export async function paperDraft(
  ctx: Context,
  { kind, date }: { kind: PaperKind; date?: CivilDate | undefined },
): Promise<PaperDraft> {
  const staffId = ownStaffId(ctx, '写计划');
  const { start, end, label } = periodOfPaper(kind, date ?? momentOf(ctx).today);
  const { rows } = await sql<Written>`
    select id, version, state, summary, content, experience, problems from work_paper
    where staff_id = ${staffId} and kind = ${kind} and period_start = ${start}::date`.execute(ctx.db);
  return {
    kind,
    period: { start, end, label },
    summary: await summaryOf(ctx, staffId, kind, start),
    paper: rows[0] ?? null,
  };
}

/** Writes a plan or report and hands it in, both or neither. */
export function recordPaper(ctx: Context, values: Partial<CreateInput<typeof workPaper>>): Promise<AnyRow> {
  return transact(ctx, async (inside) => {
    const { id, version } = await createRow(inside, servedPaper, values);
    return actOnRow(inside, servedPaper, id, 'submit', { version });
  });
}
