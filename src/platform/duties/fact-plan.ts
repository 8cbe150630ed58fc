import { type CivilDate, startOfDay } from '../../kernel/calendar/index.ts';
import type { FactSelector, Grace, RecurringRule, ResponseRule } from '../../kernel/rulebook/rule.ts';
import type { RulebookVersion } from '../../kernel/rulebook/rulebook.ts';
import { graceUntil } from './compile/day-table.ts';
import { deadlinesOf } from './compile/deadline-table.ts';
import type { Standing } from './standing.ts';
import { ruleOf, type UnitOn, unitOn } from './units.ts';

/**
 * What one more fact of a kind and a day can move, by the rules in force: worked out once for all facts alike. It holds
 * from `since` until `until`, because a period ends and an entry comes to be late.
 */
export interface FactPlan {
  kind: string;
  day: CivilDate;
  /** Every rule that reads facts of this kind: brought up where one is a special case. */
  concerned: string[];
  counting: UnitOn[];
  raising: Raising[];
  answering: Answering[];
  /** A fact for which one of these holds is a special case. */
  barred: Selected[];
  since: Date;
  until: Date | null;
}

/** A selector and the version whose parameters it reads. */
export interface Selected {
  selector: FactSelector;
  version: RulebookVersion;
}

/** The fact triggers a duty of this rule. */
export interface Raising {
  rule: ResponseRule;
  version: RulebookVersion;
  /** The same by every calendar; null: so many hours after the fact. */
  untilAt: string | null;
  judgeableAt: string;
}

/** The fact may answer a duty that this version of the rule raised. */
export interface Answering {
  rule: ResponseRule;
  version: RulebookVersion;
}

interface At {
  standing: Standing;
  kind: string;
  day: CivilDate;
  now: Date;
  zone: string;
}

/** Plans of a standing by kind, day and zone. */
const kept = new WeakMap<Standing, Map<string, FactPlan>>();
/** A file may bring thousands of days; a plan is worked out again in no time. */
const MOST_KEPT = 1000;

export function factPlan(standing: Standing, at: Omit<At, 'standing'>): FactPlan {
  const plans = kept.get(standing) ?? new Map<string, FactPlan>();
  kept.set(standing, plans);
  const key = `${at.kind} ${at.day} ${at.zone}`;
  const known = plans.get(key);
  if (known && at.now >= known.since && (known.until === null || at.now < known.until)) return known;
  if (plans.size >= MOST_KEPT) plans.clear();
  const plan = createPlan({ standing, ...at });
  plans.set(key, plan);
  return plan;
}

/** Nothing that this plan is about can be moved by any fact of its kind and day. */
export function movesNothing({ counting, raising, answering, barred }: FactPlan): boolean {
  return counting.length + raising.length + answering.length + barred.length === 0;
}

/** Whether some rule counts facts of this kind for the person who acted; he is brought up beside the fact's subject. */
export function countsForActor({ versions }: Standing, kind: string): boolean {
  return versions.some(({ rulebook }) =>
    rulebook.rules.some((rule) => {
      const counted = rule.shape === 'recurring' ? rule.count : rule.shape === 'limit' ? rule.measure : null;
      return counted !== null && 'fact' in counted && counted.fact === kind && counted.by === 'actor';
    }),
  );
}

type Draft = FactPlan & { instants: Date[] };

function createPlan(at: At): FactPlan {
  const { kind, day, now } = at;
  const { versions } = at.standing;
  const lists = { concerned: [], counting: [], raising: [], answering: [], barred: [], instants: [] };
  const draft: Draft = { kind, day, ...lists, since: new Date(0), until: null };
  for (const ruleId of new Set(versions.flatMap((version) => version.rulebook.rules.map((rule) => rule.id)))) {
    planRecurring(draft, ruleId, at);
    planResponse(draft, ruleId, at);
    planLimit(draft, ruleId, at);
  }
  const { instants, ...plan } = draft;
  const sorted = instants.toSorted((a, b) => a.getTime() - b.getTime());
  return {
    ...plan,
    since: sorted.findLast((instant) => instant <= now) ?? new Date(0),
    until: sorted.find((instant) => instant > now) ?? null,
  };
}

/** A period that one version rules is counted; a rule that changes within the period is brought up in any case. */
function planRecurring(draft: Draft, ruleId: string, at: At): void {
  const { versions } = at.standing;
  const selectors = versions.flatMap((version): Selected[] => {
    const rule = ruleOf(version, ruleId);
    if (rule?.shape !== 'recurring' || rule.count.fact !== at.kind || rule.count.by === 'actor') return [];
    return [{ selector: rule.count, version }];
  });
  if (selectors.length === 0) return;
  draft.concerned.push(ruleId);
  const unit = unitOn(versions, ruleId, at.day);
  if (!unit) return void draft.barred.push(...selectors);
  if (unit.rule.count.fact !== at.kind || unit.rule.count.by === 'actor') return;
  const end = startOfDay(unit.end, at.zone);
  const entry = timeOfEntry(draft, unit.rule.edges.entryGrace, at, end);
  // 补录: what became known too late never moves the duty.
  if (entry === 'late') return;
  if (entry === 'in-time' && isRunning(draft, end, at.now) && isSimple(unit.rule)) draft.counting.push(unit);
  else draft.barred.push({ selector: unit.rule.count, version: unit.version });
}

const SHORT_PERIODS = new Set(['day', 'week', 'tenDay']);

/** Whose fact it is does not matter, and the extension of no period long before reaches this one. */
function isSimple({ edges, held, period }: RecurringRule): boolean {
  return edges.credit === 'any' && !(held && SHORT_PERIODS.has(period));
}

function planResponse(draft: Draft, ruleId: string, at: At): void {
  const { versions } = at.standing;
  const ruling = versions.findLast((version) => version.effectiveOn <= at.day);
  for (const version of versions) {
    const rule = ruleOf(version, ruleId);
    if (rule?.shape !== 'response') continue;
    const [triggers, responds] = [rule.trigger.fact === at.kind, rule.response.fact === at.kind];
    const discharges = rule.unless?.fact === at.kind;
    if (!triggers && !responds && !discharges) continue;
    if (rule.unless && discharges) draft.barred.push({ selector: rule.unless, version });
    if (!draft.concerned.includes(ruleId)) draft.concerned.push(ruleId);
    // Where both are of one kind, or the deadline hangs on a date that may move, more than one duty may be moved.
    const isPlain = triggers !== responds && !('before' in rule.within) && !rule.notBefore && !rule.unless;
    if (triggers && version === ruling) planRaising(draft, rule, version, at, isPlain);
    if (responds) planAnswering(draft, rule, version, at, isPlain);
  }
}

/** What a limit measures among facts about its subject is looked at anew. */
function planLimit(draft: Draft, ruleId: string, { standing, kind }: At): void {
  for (const version of standing.versions) {
    const rule = ruleOf(version, ruleId);
    if (rule?.shape !== 'limit' || !('fact' in rule.measure) || rule.measure.by === 'actor') continue;
    for (const selector of [rule.measure, rule.measure.of]) {
      if (selector?.fact !== kind) continue;
      if (!draft.concerned.includes(ruleId)) draft.concerned.push(ruleId);
      draft.barred.push({ selector, version });
    }
  }
}

function planRaising(draft: Draft, rule: ResponseRule, version: RulebookVersion, at: At, isPlain: boolean): void {
  const deadline = isPlain ? onlyDeadline(rule, at) : null;
  if (deadline) draft.raising.push({ rule, version, ...deadline });
  else draft.barred.push({ selector: rule.trigger, version });
}

/** The deadline that every calendar gives to every trigger of the day, or null where they differ. */
function onlyDeadline(
  rule: ResponseRule,
  { standing: { calendars }, day, now, zone }: At,
): Pick<Raising, 'untilAt' | 'judgeableAt'> | null {
  const [first, ...others] = calendars.ids.flatMap((id) => deadlinesOf(rule, day, id, calendars, now, zone));
  if (!first) return null;
  if (others.some((other) => other.untilAt !== first.untilAt || other.judgeableAt !== first.judgeableAt)) return null;
  return { untilAt: 'hours' in rule.within ? null : first.untilAt, judgeableAt: first.judgeableAt };
}

function planAnswering(draft: Draft, rule: ResponseRule, version: RulebookVersion, at: At, isPlain: boolean): void {
  const entry = timeOfEntry(draft, rule.edges.entryGrace, at, null);
  if (entry === 'late') return;
  if (isPlain && entry === 'in-time' && rule.response.match === 'ref') draft.answering.push({ rule, version });
  else draft.barred.push({ selector: rule.response, version });
}

/** Whether an entry about the day comes in time now, by the calendars published before the period's end. */
function timeOfEntry(
  draft: Draft,
  grace: Grace,
  { standing: { calendars }, day, now, zone }: At,
  ended: Date | null,
): 'in-time' | 'late' | 'differs' {
  const late = new Set<boolean>();
  for (const id of calendars.ids) {
    const workdays = ended ? calendars.ofEnding(id, ended, now) : calendars.at(id, now);
    const latest = graceUntil(day, grace, workdays, zone);
    late.add(latest !== 'infinity' && isPast(draft, new Date(latest), now));
  }
  if (late.size > 1) return 'differs';
  return late.has(true) ? 'late' : 'in-time';
}

const isRunning = (draft: Draft, end: Date, now: Date): boolean => !isPast(draft, end, now);

function isPast(draft: Draft, instant: Date, now: Date): boolean {
  draft.instants.push(instant);
  return now >= instant;
}
