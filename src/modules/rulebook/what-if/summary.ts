import { Decimal } from 'decimal.js';
import { sql } from 'kysely';
import { costOfBreach } from '../../../kernel/assess/points.ts';
import { addDays, type CivilDate } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import { hoursOf } from '../../../kernel/rulebook/effort.ts';
import type { Rulebook, RulebookVersion } from '../../../kernel/rulebook/rulebook.ts';
import type { Context } from '../../../platform/context.ts';
import { loadVersions } from '../../../platform/duties/public.ts';
import { checkedRulebook } from '../library/publish.ts';
import { type ConsequenceLine, consequencesOf } from './consequences.ts';
import { scenarioErrors } from './errors.ts';

/**
 * One side of a comparison. Hours (as far as they are estimated) and points are exact decimal texts; points as if every
 * failure were confirmed and none capped.
 */
export type Side = { duties: number; need: number; failed: number; hours: string; points: string };
export type Compared = { before: Side; after: Side };

export type RuleLine = Compared & { rule: string; clause: string; title: string };
export type InstitutionLine = Compared & { institution: string | null; name: string | null };
export type PersonLine = Compared & { staff: string | null; name: string | null; institution: string | null };

export type ScenarioSummary = {
  id: number;
  title: string;
  from: string;
  until: string;
  /** Null while it is under way, or when it was given up. */
  finishedAt: Date | null;
  rules: RuleLine[];
  institutions: InstitutionLine[];
  consequences: ConsequenceLine[];
  people: PersonLine[];
};

type Tally = {
  rule: string;
  staff: string | null;
  person: string | null;
  institution: string | null;
  institutionName: string | null;
  dutiesBefore: number;
  dutiesAfter: number;
  needBefore: number;
  needAfter: number;
  failedBefore: number;
  failedAfter: number;
};

/** What a finished scenario comes to, by rule, institution and person; each list by what it changes most. */
export async function scenarioSummary(ctx: Context, id: number): Promise<ScenarioSummary> {
  const scenario = await ctx.db.selectFrom('scenario').selectAll().where('id', '=', id).executeTakeFirst();
  if (!scenario) return fail(scenarioErrors.SCENARIO_UNKNOWN());
  const draft = checkedRulebook(scenario.content);
  const versions = await loadVersions(ctx.db, scenario.known);
  const range = { from: scenario.from_day as CivilDate, until: scenario.until_day as CivilDate };
  const lines = await readTallies(ctx, id);
  const prices = pricesOf(versions, draft, range.until);
  const names = ruleNames(versions, draft);
  const grouped = <Key extends string | null>(key: (line: Tally) => Key) =>
    [...Map.groupBy(lines, key)].map(([name, own]) => ({ name, own, sides: compared(own, prices) }));
  return {
    id,
    title: scenario.title,
    from: scenario.from_day,
    until: scenario.until_day,
    finishedAt: scenario.finished_at,
    rules: grouped(({ rule }) => rule)
      .map(({ name, sides }) => ({ rule: name, ...names(name), ...sides }))
      .sort((a, b) => (a.rule < b.rule ? -1 : 1)),
    institutions: grouped(({ institution }) => institution)
      .map(({ name, own, sides }) => ({ institution: name, name: own[0]?.institutionName ?? null, ...sides }))
      .sort(mostChanged),
    consequences: await consequencesOf(ctx, { id, versions, draft, range }),
    people: grouped(({ staff }) => staff)
      .map(({ name, own, sides }) => ({
        staff: name,
        name: own[0]?.person ?? null,
        institution: own[0]?.institutionName ?? null,
        ...sides,
      }))
      .sort(mostChanged),
  };
}

async function readTallies({ db }: Context, id: number): Promise<Tally[]> {
  const { rows } = await sql<Tally>`
    select t.rule_id as rule, s.no as staff, s.name as person, i.no as institution, i.name as "institutionName",
      t.duties_before as "dutiesBefore", t.duties_after as "dutiesAfter", t.need_before as "needBefore",
      t.need_after as "needAfter", t.failed_before as "failedBefore", t.failed_after as "failedAfter"
    from scenario_tally t
    left join staff s on s.id = t.bearer_id
    left join institution i on i.id = t.institution_id
    where t.scenario_id = ${id}
    order by t.rule_id, t.institution_ord, t.bearer_id`.execute(db);
  return rows;
}

/** What one act of a rule takes and one failure costs. */
type Price = { hours: Decimal; points: Decimal };
type Prices = (rule: string) => { before: Price; after: Price };

/** As on the range's last day, by what was in force and by the draft. */
function pricesOf(versions: RulebookVersion[], draft: Rulebook, until: CivilDate): Prices {
  const lastDay = addDays(until, -1);
  const tried: RulebookVersion[] = [{ id: 0, effectiveOn: lastDay, until: null, rulebook: draft }];
  const inForce = versions.findLast(({ effectiveOn }) => effectiveOn <= lastDay)?.rulebook;
  const estimate = (ruleId: string, rulebook: Rulebook | undefined): string | null => {
    const rule = rulebook?.rules.find(({ id }) => id === ruleId);
    return rule && rulebook ? hoursOf(rule, rulebook.parameters) : null;
  };
  const price = (ruleId: string, side: RulebookVersion[], rulebook: Rulebook | undefined): Price => {
    // What only one side has estimated holds for both: a new estimate is no new work.
    const hours = estimate(ruleId, rulebook) ?? estimate(ruleId, draft) ?? estimate(ruleId, inForce);
    return {
      hours: new Decimal(hours ?? 0),
      points: new Decimal(costOfBreach(side, ruleId, lastDay)?.points ?? 0),
    };
  };
  return (ruleId) => ({ before: price(ruleId, versions, inForce), after: price(ruleId, tried, draft) });
}

function ruleNames(versions: RulebookVersion[], draft: Rulebook) {
  const rules = new Map(
    [...versions.map(({ rulebook }) => rulebook), draft].flatMap((r) => r.rules.map((x) => [x.id, x])),
  );
  return (id: string) => ({ clause: rules.get(id)?.clause ?? id, title: rules.get(id)?.title ?? id });
}

function compared(lines: readonly Tally[], prices: Prices): Compared {
  const side = (
    which: 'before' | 'after',
    counted: (line: Tally) => Pick<Side, 'duties' | 'need' | 'failed'>,
  ): Side => {
    const total = { duties: 0, need: 0, failed: 0, hours: new Decimal(0), points: new Decimal(0) };
    for (const line of lines) {
      const { duties, need, failed } = counted(line);
      const price = prices(line.rule)[which];
      total.duties += duties;
      total.need += need;
      total.failed += failed;
      total.hours = total.hours.plus(price.hours.times(need));
      total.points = total.points.plus(price.points.times(failed));
    }
    return { ...total, hours: total.hours.toString(), points: total.points.toString() };
  };
  return {
    before: side('before', (t) => ({ duties: t.dutiesBefore, need: t.needBefore, failed: t.failedBefore })),
    after: side('after', (t) => ({ duties: t.dutiesAfter, need: t.needAfter, failed: t.failedAfter })),
  };
}

function mostChanged(a: Compared, b: Compared): number {
  const change = ({ before, after }: Compared) => Math.abs(after.failed - before.failed);
  const work = ({ before, after }: Compared) => Math.abs(after.need - before.need);
  return change(b) - change(a) || work(b) - work(a);
}
