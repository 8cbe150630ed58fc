import type { FactSelector, RecurringRule, Rule } from '../../src/kernel/rulebook/rule.ts';
import type { RulebookVersion } from '../../src/kernel/rulebook/rulebook.ts';
import { addDays, type Day, dayOf, midnight, nextDay, type Workdays, weekday } from './days.ts';
import { holds } from './expression.ts';
import type { FactVersion } from './history.ts';
import type { Fact } from './knowledge.ts';

/** A rule as one version of the rulebook has it, with that version's parameters. */
export interface Ruling<R> {
  rule: R;
  params: RulebookVersion['rulebook']['parameters'];
}

/** What the rulebook in force on a day says under a rule id, if anything. */
export function rulingOn<S extends Rule['shape']>(
  versions: RulebookVersion[],
  ruleId: string,
  shape: S,
  day: Day,
): (Ruling<Extract<Rule, { shape: S }>> & { version: RulebookVersion }) | undefined {
  const version = versions.find((v) => v.effectiveOn <= day && (v.until === null || day < v.until));
  const rule = version?.rulebook.rules.find((r) => r.id === ruleId && r.shape === shape);
  if (!version || !rule) return undefined;
  return { rule: rule as never, params: version.rulebook.parameters, version };
}

/** Whether a fact is of the kind and content that a rule asks for. */
export function matches(fact: FactVersion, selector: FactSelector, params: Ruling<unknown>['params']): boolean {
  if (fact.kind !== selector.fact) return false;
  const { method, result, ref, dueOn } = fact;
  const fields = { method, result, ref, dueOn, weekday: weekday(dayOf(fact.occurredAt)) + 1 };
  return holds(selector.where, { params, fields });
}

/** 补录: whether the fact became known within `grace` of the day it is about. */
export function enteredInTime(fact: Fact, grace: RecurringRule['edges']['entryGrace'], workdays: Workdays): boolean {
  if (grace === 'unlimited') return true;
  const last = 'days' in grace ? addDays(fact.bizDate, grace.days) : workdays.nthAfter(fact.bizDate, grace.workdays);
  return fact.datedAt < midnight(nextDay(last));
}
