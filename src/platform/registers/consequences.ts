import { type CivilDate, compare } from '../../kernel/calendar/index.ts';
import type { Emission, Moment } from '../../kernel/register/public.ts';
import type { SubjectType } from '../../kernel/rulebook/rule.ts';
import type { Context } from '../context.ts';
import { refreshDuties, type Touched, touchedBy } from '../duties/public.ts';
import { type FactEntry, recordFacts } from '../ledger/public.ts';
import type { AnyRow, Outcome } from './served.ts';

type SubjectFact = FactEntry & { subject: SubjectType };

/** Facts, then duties: the facts that the declaration and the effect name are recorded, and whom they move is refreshed. */
export async function followUp(
  ctx: Context,
  emissions: readonly Emission<AnyRow>[],
  change: { row: AnyRow; moment: Moment; fresh: boolean; outcome: Outcome | undefined },
): Promise<void> {
  const declared = emissions.flatMap((emission) => drafted(emission, change));
  const facts = [...declared, ...(change.outcome?.facts ?? [])];
  const moved = facts.length > 0 ? await recordBySubject(ctx, facts) : [];
  for (const touched of merged([...moved, ...(change.outcome?.touched ?? [])])) await refreshDuties(ctx, touched);
}

function drafted(
  emission: Emission<AnyRow>,
  { row, moment, fresh }: { row: AnyRow; moment: Moment; fresh: boolean },
): SubjectFact[] {
  const draft = emission.draft(row, moment);
  return draft ? [{ ...draft, kind: emission.kind, subject: emission.subject, fresh }] : [];
}

async function recordBySubject(ctx: Context, facts: readonly SubjectFact[]): Promise<Touched[]> {
  const touched: Touched[] = [];
  for (const [subjectType, group] of Map.groupBy(facts, (fact) => fact.subject)) {
    const moved = await recordFacts(ctx, group);
    touched.push(touchedBy(subjectType, moved));
  }
  return touched;
}

/** One refresh per type of subject, from the earliest date; only where all of them brought nothing but new facts do these say enough. */
function merged(touched: readonly Touched[]): Touched[] {
  return [...Map.groupBy(touched, (one) => one.subjectType)].map(([subjectType, group]) => ({
    subjectType,
    subjectIds: [...new Set(group.flatMap((one) => one.subjectIds))],
    actorIds: [...new Set(group.flatMap((one) => one.actorIds ?? []))],
    since: group.map((one) => one.since).reduce(earlier),
    facts: group.every((one) => one.facts) ? group.flatMap((one) => one.facts ?? []) : undefined,
  }));
}

function earlier(a: CivilDate, b: CivilDate): CivilDate {
  return compare(a, b) < 0 ? a : b;
}
