import {
  addDays,
  type CivilDate,
  civilDateOf,
  periodOf,
  periodsBetween,
  startOfDay,
} from '../../kernel/calendar/index.ts';
import type { RecurringRule, Rule } from '../../kernel/rulebook/rule.ts';
import type { RulebookVersion } from '../../kernel/rulebook/rulebook.ts';

/** One period of one recurring rule under one version of the rulebook: what a duty's anchor stands for. */
export interface Unit {
  start: CivilDate;
  /** First day after the period. */
  end: CivilDate;
  label: string;
  version: RulebookVersion;
  rule: RecurringRule;
}

/** A unit and the label of the period before it. */
export type UnitOn = Unit & { previousLabel: string };

export function ruleOf(version: RulebookVersion, id: string): Rule | undefined {
  return version.rulebook.rules.find((rule) => rule.id === id);
}

/**
 * The periods of a rule that began before `asOf`, in order (依据 RUL-3). The version at a period's first day rules it
 * (`pin`); with `cutOver` a change within the period splits it. A period that began before the rule's first effective
 * date has no duty.
 */
export function unitsOf(versions: RulebookVersion[], ruleId: string, asOf: Date, zone: string): Unit[] {
  const units: Unit[] = [];
  for (const [index, version] of versions.entries()) {
    const rule = ruleOf(version, ruleId);
    if (rule?.shape !== 'recurring') continue;
    const first = version.effectiveOn as CivilDate;
    const next = versions[index + 1]?.effectiveOn as CivilDate | undefined;
    const end = next ?? dayAfter(asOf, zone);
    for (const period of periodsBetween(rule.period, first, end)) {
      if (period.start < first || startOfDay(period.start, zone) >= asOf) continue;
      units.push(...splitAtChanges({ ...period, version, rule }, versions.slice(index + 1), asOf, zone));
    }
  }
  return units;
}

/** The period of a rule that a day lies in, if one version rules all of it; where versions change within it, none. */
export function unitOn(versions: RulebookVersion[], ruleId: string, day: CivilDate): UnitOn | undefined {
  const version = versions.findLast((candidate) => candidate.effectiveOn <= day);
  const rule = version && ruleOf(version, ruleId);
  if (!version || rule?.shape !== 'recurring') return undefined;
  const period = periodOf(rule.period, day);
  if (period.start < version.effectiveOn || (version.until !== null && version.until < period.end)) return undefined;
  return { ...period, version, rule, previousLabel: periodOf(rule.period, addDays(period.start, -1)).label };
}

function splitAtChanges(unit: Unit, later: RulebookVersion[], asOf: Date, zone: string): Unit[] {
  const changes = later.filter((version) => version.effectiveOn < unit.end);
  if (unit.rule.edges.ruleChange !== 'cutOver' || changes.length === 0) return [unit];
  const pieces: Unit[] = [{ ...unit, end: changes[0]?.effectiveOn as CivilDate }];
  for (const [index, version] of changes.entries()) {
    const rule = ruleOf(version, unit.rule.id);
    const start = version.effectiveOn as CivilDate;
    if (rule?.shape !== 'recurring' || rule.period !== unit.rule.period || startOfDay(start, zone) >= asOf) continue;
    const end = (changes[index + 1]?.effectiveOn as CivilDate | undefined) ?? unit.end;
    pieces.push({ start, end, label: unit.label, version, rule });
  }
  return pieces;
}

/** Versions that could make a period's duty lighter: those that take effect within it (`lenient`), days to come included. */
export function lighterVersions(unit: Unit, versions: RulebookVersion[]): Unit[] {
  if (unit.rule.edges.ruleChange !== 'lenient') return [];
  return versions.flatMap((version) => {
    const within = version.effectiveOn > unit.start && version.effectiveOn < unit.end;
    const rule = ruleOf(version, unit.rule.id);
    const alike = rule?.shape === 'recurring' && rule.period === unit.rule.period;
    return within && alike ? [{ ...unit, version, rule }] : [];
  });
}

function dayAfter(asOf: Date, zone: string): CivilDate {
  const day = civilDateOf(asOf, zone);
  return periodOf('day', day).end;
}
