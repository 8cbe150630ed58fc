import type { CivilDate } from '../../kernel/calendar/index.ts';
import type { RecurringRule } from '../../kernel/rulebook/rule.ts';
import type { RulebookVersion } from '../../kernel/rulebook/rulebook.ts';
import { lighterVersions, type Unit, unitsOf } from './units.ts';

/** Rules that one scan answers: alike in period and policies, each with its own tiers and facts. */
export interface RuleGroup {
  ruleIds: string[];
  /** In order of time; where several versions rule one period (`lenient`) the one that is in force at its start is first. */
  units: GroupUnit[];
}

/** One period, or piece of one, of all rules of a group under one version of the rulebook. */
export interface GroupUnit {
  start: CivilDate;
  /** First day after the period. */
  end: CivilDate;
  label: string;
  version: RulebookVersion;
  /** What the version says, in the order of the group's `ruleIds`. All but tiers and facts is the same in each. */
  rules: RecurringRule[];
}

/** Each kind of fact that a rule looks at takes one bit of a bigint (compile/facts.ts). */
const MOST_MARKS = 60;

/**
 * The recurring rules with these ids, in groups. A rule whose later version is about something else altogether appears
 * in two: its duties have nothing to do with each other.
 */
export function ruleGroups(versions: RulebookVersion[], ruleIds: string[], asOf: Date, zone: string): RuleGroup[] {
  const chains = ruleIds.flatMap((ruleId) => {
    const units = unitsOf(versions, ruleId, asOf, zone).flatMap((unit) => [
      unit,
      ...lighterVersions(unit, versions).filter((rival) => kinOf(rival) === kinOf(unit)),
    ]);
    const kin = Map.groupBy(units, kinOf);
    return [...kin.values()].map((own) => ({
      ruleId,
      units: own.toSorted((a, b) => (a.start < b.start ? -1 : Number(a.start > b.start))),
    }));
  });
  const alike = Map.groupBy(chains, ({ units }) => likeness(units));
  return [...alike.values()].flatMap((group) => inPortions(group).map(joined));
}

type Chain = { ruleId: string; units: Unit[] };

/** What the duties of one subject and rule must have in common to lend each other dates, or to be weighed. */
function kinOf({ rule }: Unit): string {
  return JSON.stringify([rule.subject, rule.held, rule.bearer, rule.count.by]);
}

/**
 * Equal for rules that differ in nothing but tiers, facts and what is written beside a rule without changing who owes
 * what (its golden cases, say), version by version; then their periods are the same.
 */
function likeness(units: Unit[]): string {
  const rules = new Map(units.map(({ version, rule }) => [version.id, rule]));
  return JSON.stringify(
    [...rules].map(([versionId, { id, clause, title, cases, tiers, breach, count, ...policies }]) => [
      versionId,
      policies,
      count.distinct,
      count.by,
    ]),
  );
}

function inPortions(group: Chain[]): Chain[][] {
  const versions = new Set(group[0]?.units.map(({ version }) => version)).size;
  const most = Math.max(1, Math.floor(MOST_MARKS / versions));
  return Array.from({ length: Math.ceil(group.length / most) }, (_, i) => group.slice(i * most, (i + 1) * most));
}

function joined(group: Chain[]): RuleGroup {
  const [first] = group as [Chain, ...Chain[]];
  return {
    ruleIds: group.map(({ ruleId }) => ruleId),
    units: first.units.map(({ rule: _, ...unit }, no) => ({
      ...unit,
      rules: group.map(({ units }) => (units[no] as Unit).rule),
    })),
  };
}
