import { type CivilDate, startOfDay } from '../../../kernel/calendar/index.ts';
import type { Context } from '../../../platform/context.ts';
import { type DutyRow, type Evaluation, evaluateDuties, localTime } from '../../../platform/duties/public.ts';
import { endOf, evaluationAt } from './moment.ts';
import type { Person } from './person.ts';
import { type SubjectSet, subjectsOf } from './subjects.ts';

export type Owed = {
  /** The end of the day: then its duties are looked at. */
  asOf: Date;
  subjects: SubjectSet[];
  /** What was computed then. */
  past: { evaluation: Evaluation; duties: DutyRow[] };
  /** The same moment, by what is known today. */
  hindsight: { evaluation: Evaluation; duties: DutyRow[] };
};

/**
 * What a person owed on a day: the duties that he bore and whose window held some of it, as they were computed at its
 * end and as they are for the same moment today (依据 RUL-5). Both are evaluated anew; no live row is read.
 */
export async function owedOn(ctx: Context, person: Person, day: CivilDate): Promise<Owed> {
  const asOf = endOf(ctx, day);
  const past = await evaluationAt(ctx, asOf, asOf);
  const hindsight = await evaluationAt(ctx, asOf, ctx.clock.now());
  const subjects = await subjectsOf(ctx, person.id, day, [past, hindsight]);
  const dutiesOf = (evaluation: Evaluation) => evaluated(ctx, evaluation, { subjects, person, day, asOf });
  const [known, learnt] = await Promise.all([dutiesOf(past), dutiesOf(hindsight)]);
  return {
    asOf,
    subjects,
    past: { evaluation: past, duties: known },
    hindsight: { evaluation: hindsight, duties: learnt },
  };
}

async function evaluated(
  ctx: Context,
  evaluation: Evaluation,
  { subjects, person, day, asOf }: { subjects: readonly SubjectSet[]; person: Person; day: CivilDate; asOf: Date },
): Promise<DutyRow[]> {
  const [from, until] = [localTime(startOfDay(day, ctx.zone), ctx.zone), localTime(asOf, ctx.zone)];
  const rows: DutyRow[] = [];
  for (const { type, ids, ruleIds } of subjects) {
    rows.push(...(await evaluateDuties(ctx.db, { ...evaluation, subjects: { type, ids }, ruleIds, since: day })));
  }
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()]
    .filter((row) => row.bearer === person.no && row.start < until && row.until > from)
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

export const keyOf = ({ rule, subject, anchor }: Pick<DutyRow, 'rule' | 'subject' | 'anchor'>) =>
  `${rule}\n${subject}\n${anchor}`;
