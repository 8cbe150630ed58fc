import { sql } from 'kysely';
import { type CountedFault, dueMeasures } from '../../../kernel/assess/due-measures.ts';
import { breachDay } from '../../../kernel/assess/points.ts';
import { type CivilDate, startOfDay } from '../../../kernel/calendar/index.ts';
import type { Rulebook, RulebookVersion } from '../../../kernel/rulebook/rulebook.ts';
import type { Context } from '../../../platform/context.ts';

/** How often a step of a ladder would be proposed, and for whom only under the draft (the bank's numbers and names). */
export type ConsequenceLine = { ladder: string; step: string; before: number; after: number; newly: string[] };

type Trial = {
  id: number;
  versions: RulebookVersion[];
  draft: Rulebook;
  range: { from: CivilDate; until: CivilDate };
};

type Fault = {
  side: 'before' | 'after';
  staff: string;
  name: string;
  rule: string;
  key: string;
  at: Date;
};

/**
 * What the ladders would propose on either side, as if every failure of the range were confirmed (依据 ASM-4). Faults of
 * rules that the draft leaves alone are the breaches that there were; one at the range's first midnight is of the day
 * before.
 */
export async function consequencesOf(ctx: Context, trial: Trial): Promise<ConsequenceLine[]> {
  const faults = await readFaults(ctx, trial);
  const { versions, draft, range } = trial;
  const before = proposals(ctx, faults, 'before', versions);
  const after = proposals(ctx, faults, 'after', [{ id: 0, effectiveOn: range.from, until: null, rulebook: draft }]);
  const steps = [...new Set([...before.keys(), ...after.keys()])].sort();
  return steps.map((step) => {
    const [ladder = '', title = ''] = step.split('\n');
    const [had, has] = [before.get(step) ?? [], after.get(step) ?? []];
    const known = new Set(had);
    return {
      ladder,
      step: title,
      before: had.length,
      after: has.length,
      newly: [...new Set(has.filter((person) => !known.has(person)))].sort(),
    };
  });
}

/** By ladder and step whom it is proposed for, once for each time. */
function proposals(
  { zone }: Context,
  faults: readonly Fault[],
  side: Fault['side'],
  versions: readonly RulebookVersion[],
): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const own = faults.filter((fault) => fault.side === side);
  for (const [person, list] of Map.groupBy(own, ({ staff, name }) => `${staff} ${name}`)) {
    for (const { ladder, step } of dueMeasures(list.map(counted(zone)), versions, zone)) {
      const key = `${ladder.title}\n${step.title}`;
      found.set(key, [...(found.get(key) ?? []), person]);
    }
  }
  return found;
}

const counted =
  (zone: string) =>
  ({ rule, key, at }: Fault): CountedFault => ({ key, at, on: breachDay(at, zone), act: null, rule, item: null });

async function readFaults({ db, zone }: Context, { id, versions, draft, range }: Trial): Promise<Fault[]> {
  const ladders = [...versions.map(({ rulebook }) => rulebook), draft].flatMap((rulebook) => rulebook.ladders);
  const rules = [...new Set(ladders.flatMap(({ counts }) => counts.rules))];
  const { rows } = await sql<Fault>`
    with missed as (
      select 'before' as side, bearer_before as bearer_id, rule_id, subject_id, anchor, until_before as at
      from scenario_duty where scenario_id = ${id} and status_before in ('breached', 'late')
      union all
      select 'after', bearer_after, rule_id, subject_id, anchor, until_after
      from scenario_duty where scenario_id = ${id} and status_after in ('breached', 'late')
      union all
      select side, bearer_id, rule_id, subject_id, anchor, breached_at
      from breach, (values ('before'), ('after')) sides (side)
      where state in ('suspected', 'confirmed') and breached_at > ${startOfDay(range.from, zone)}
        and breached_at <= ${startOfDay(range.until, zone)}
        and rule_id not in (select rule_id from scenario_tally where scenario_id = ${id})
    )
    select m.side, s.no as staff, s.name, m.rule_id as rule, concat_ws('/', m.rule_id, m.subject_id, m.anchor) as key, m.at
    from missed m join staff s on s.id = m.bearer_id
    where m.rule_id = any(${rules}::text[])`.execute(db);
  return rows;
}
