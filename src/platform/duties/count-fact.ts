import { type RawBuilder, sql } from 'kysely';
import { type CivilDate, startOfDay } from '../../kernel/calendar/index.ts';
import type { LimitRule, Rule } from '../../kernel/rulebook/rule.ts';
import type { RulebookVersion } from '../../kernel/rulebook/rulebook.ts';
import type { Db } from '../db/database.ts';
import { keepStatement } from '../db/statement.ts';
import { graceUntil } from './compile/day-table.ts';
import { compileCondition } from './compile/expression.ts';
import { fieldOf } from './compile/field.ts';
import { declaredVocabulary } from './engine.ts';
import type { Standing } from './standing.ts';
import { ruleOf, type Unit, type UnitOn, unitOn } from './units.ts';

/** A fact that was just recorded for the first time. */
export interface NewFact {
  kind: string;
  key: string;
  bizDate: CivilDate;
}

/**
 * Counts one new fact into the open duties of its subject: the commonest event by far, and the same result as bringing
 * the subject up, because one more fact of today can only add one to the period it lies in. Where more than that could
 * happen — an extended older duty over that day, a late entry, a response duty that the fact raises or answers — the
 * rule is returned, and the caller brings the subject up for it. `uncounted` are the facts of the same transaction whose
 * turn comes later.
 */
export async function countFact(
  db: Db,
  standing: Standing,
  at: { subjectId: number; fact: NewFact; uncounted: NewFact[]; now: Date; zone: string },
): Promise<string[]> {
  const plan = planFact(standing, at);
  const { subjectId, fact, now } = at;
  const statement = sql<{ rest: string[] | null }>`
    with f as materialized (
      select * from fact f where f.subject_id = ${subjectId} and f.biz_date = ${fact.bizDate}::date and f.kind = ${fact.kind}
        and f.key = ${fact.key} and f.superseded_at is null and not f.retracted
    ),
    extended as materialized (
      select d.rule_id from duty d
      where d.subject_id = ${subjectId} and d.period = any(${plan.earlierPeriods}::text[])
        and d.until_at > ${startOfDay(fact.bizDate, at.zone)} and d.status <> 'void'
        and (d.rule_id, d.period) not in (select * from unnest(${plan.ruleIds}::text[], ${plan.periods}::text[]))
    ),
    counted as (
      update duty d set got = d.got + 1, changed_at = ${now},
        status = case when d.status = 'open' and d.got + 1 >= d.need then 'fulfilled' else d.status end
      from f
      where d.subject_id = ${subjectId} and d.period = any(${plan.periods}::text[]) and f.occurred_at < ${now}
        and d.rule_id not in (select rule_id from extended) and ${anyOf(plan.counting.map((c) => counts(c, at)))}
    )
    select array(
      select rule_id from extended union
      ${sql.join([...plan.others, ...plan.rest.map((id) => sql`select ${id}::text`), sql`select null where false`], sql` union `)}
    ) as rest`.compile(db);
  keepStatement(statement.sql);
  const { rows } = await db.executeQuery<{ rest: string[] | null }>(statement);
  return rows[0]?.rest ?? [];
}

const SHORT_PERIODS = new Set(['day', 'week', 'tenDay']);

interface Counting {
  ruleId: string;
  anchor: string;
  distinct: 'date' | 'fact';
  condition(alias: string): RawBuilder<boolean>;
}

interface FactPlan {
  counting: Counting[];
  ruleIds: string[];
  periods: string[];
  /** Periods whose duties could have been extended over the fact's day. */
  earlierPeriods: string[];
  /** Queries for the response rules that this fact may concern. */
  others: RawBuilder<unknown>[];
  /** Rules that are brought up in any case. */
  rest: string[];
}

function planFact(standing: Standing, at: { fact: NewFact; now: Date; zone: string }): FactPlan {
  const { versions } = standing;
  const { kind, bizDate } = at.fact;
  const plan: FactPlan = { counting: [], ruleIds: [], periods: [], earlierPeriods: [], others: [], rest: [] };
  for (const ruleId of new Set(versions.flatMap((version) => version.rulebook.rules.map((rule) => rule.id)))) {
    const unit = unitOn(versions, ruleId, bizDate);
    if (!unit) planOthers(plan, versions, ruleId, kind);
    else if (unit.rule.count.fact !== kind || unit.rule.count.by === 'actor') continue;
    else if (canBeCounted(unit, standing, at)) planCounting(plan, unit);
    else plan.rest.push(ruleId);
  }
  return plan;
}

/** The period is still running, the entry is in time by every calendar, and whose fact it is does not matter. */
function canBeCounted(
  { rule, end }: Unit,
  { calendars }: Standing,
  { fact, now, zone }: { fact: NewFact; now: Date; zone: string },
): boolean {
  // A short period can be reached by the extension of one long before it.
  if (rule.edges.credit !== 'any' || (rule.held && SHORT_PERIODS.has(rule.period))) return false;
  if (startOfDay(end, zone) <= now) return false;
  return calendars.ids.every((id) => {
    const latest = graceUntil(fact.bizDate, rule.edges.entryGrace, calendars.at(id, now), zone);
    return latest === 'infinity' || now < new Date(latest);
  });
}

function planCounting(plan: FactPlan, { rule, version, start, label, previousLabel }: UnitOn): void {
  plan.counting.push({
    ruleId: rule.id,
    anchor: start,
    distinct: rule.count.distinct,
    condition: (alias) => conditionOn(rule.count, version, alias),
  });
  plan.ruleIds.push(rule.id);
  plan.periods.push(label);
  plan.earlierPeriods.push(label, previousLabel);
}

/** Response rules by what the fact is; a recurring rule that changes within the period is brought up in any case. */
function planOthers(plan: FactPlan, versions: RulebookVersion[], ruleId: string, kind: string): void {
  for (const version of versions) {
    const rule = ruleOf(version, ruleId);
    if (rule?.shape === 'response') plan.others.push(...concerned(rule, version, kind));
    else if (rule?.shape === 'recurring' && rule.count.fact === kind && rule.count.by === 'subject') plan.rest.push(ruleId);
    else if (rule?.shape === 'limit' && measuresFact(rule, kind)) plan.rest.push(ruleId);
  }
}

/** The fact counts for this rule and no other qualifying fact of its day has been counted. */
function counts(
  { ruleId, anchor, distinct, condition }: Counting,
  { subjectId, fact, uncounted, now }: { subjectId: number; fact: NewFact; uncounted: NewFact[]; now: Date },
): RawBuilder<unknown> {
  const waiting = [fact, ...uncounted].map(({ key }) => key);
  const first = sql`not exists (
    select from fact g where g.subject_id = ${subjectId} and g.biz_date = ${fact.bizDate}::date and g.kind = ${fact.kind}
      and g.key <> all(${waiting}::text[]) and g.superseded_at is null and not g.retracted and g.occurred_at < ${now}
      and ${condition('g')})`;
  return sql`(d.rule_id = ${ruleId} and d.anchor = ${anchor} and ${condition('f')} ${distinct === 'date' ? sql`and ${first}` : sql``})`;
}

function measuresFact({ measure }: LimitRule, kind: string): boolean {
  return 'fact' in measure && measure.by === 'subject' && (measure.fact === kind || measure.of?.fact === kind);
}

function concerned(
  rule: Extract<Rule, { shape: 'response' }>,
  version: RulebookVersion,
  kind: string,
): RawBuilder<unknown>[] {
  return [rule.trigger, rule.response, ...(rule.unless ? [rule.unless] : [])]
    .filter((selector) => selector.fact === kind)
    .map((selector) => sql`select ${rule.id}::text from f where ${conditionOn(selector, version, 'f')}`);
}

function conditionOn(
  selector: Parameters<typeof concerned>[0]['trigger'],
  version: RulebookVersion,
  alias: string,
): RawBuilder<boolean> {
  return compileCondition(selector.where, {
    parameters: version.rulebook.parameters,
    attribute() {
      throw new Error('a fact has fields, not attributes; the rulebook check refuses this');
    },
    field: (name) => fieldOf(declaredVocabulary(), selector.fact, name, alias),
  });
}

function anyOf(conditions: RawBuilder<unknown>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`false` : sql`(${sql.join(conditions, sql` or `)})`;
}
