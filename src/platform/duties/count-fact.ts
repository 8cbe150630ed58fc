import { type RawBuilder, sql } from 'kysely';
import { type CivilDate, startOfDay } from '../../kernel/calendar/index.ts';
import type { RulebookVersion } from '../../kernel/rulebook/rulebook.ts';
import type { Db } from '../db/database.ts';
import { ensureDutyPartitions } from '../db/partitions.ts';
import { keptComposed, slot } from '../db/slots.ts';
import { compileCondition } from './compile/expression.ts';
import { fieldOf } from './compile/field.ts';
import { inForceAt } from './compile/known.ts';
import { responseBearer } from './compile/response.ts';
import { subjectRowOn } from './compile/subject-row.ts';
import { declaredVocabulary } from './engine.ts';
import { type Answering, type FactPlan, factPlan, movesNothing, type Raising, type Selected } from './fact-plan.ts';
import type { Standing } from './standing.ts';
import type { UnitOn } from './units.ts';
import { vocabularyOf } from './vocabulary.ts';

/** A fact that was just recorded for the first time. */
export interface NewFact {
  kind: string;
  key: string;
  bizDate: CivilDate;
}

/**
 * Counts one new fact into the duties of its subject: the commonest event by far, and the same result as bringing the
 * subject up, because one more fact of today can only add one to the periods it lies in, raise one duty or answer one.
 * Where more than that could happen nothing is counted, and the rules are returned for which the caller brings the
 * subject up. `uncounted` are the facts of the same transaction whose turn comes later.
 */
export async function countFact(
  db: Db,
  standing: Standing,
  at: { subjectId: number; fact: NewFact; uncounted: NewFact[]; now: Date; zone: string },
): Promise<string[]> {
  const { subjectId, fact, uncounted, now, zone } = at;
  const plan = factPlan(standing, { kind: fact.kind, day: fact.bizDate, now, zone });
  if (movesNothing(plan)) return [];
  await ensureRaisedPartitions(db, plan);
  const statement = keptFor(plan, 'one fact', () => keptComposed(db, oneFact(plan)));
  const waiting = [fact, ...uncounted].map(({ key }) => key);
  const query = statement({ ...daySlots(plan, zone), now, subject: subjectId, key: fact.key, waiting });
  const { rows } = await db.executeQuery<{ special: boolean }>(query);
  return rows[0]?.special ? plan.concerned : [];
}

function oneFact(plan: FactPlan): RawBuilder<unknown> {
  const [subject, key] = [slot('subject', 'bigint'), slot('key', 'text')];
  return sql`
    with item as materialized (
      select f.* from fact f where f.subject_id = ${subject} and f.kind = ${plan.kind} and f.key = ${key}
        and ${onDay('f', plan)} and f.occurred_at < ${NOW} and f.superseded_at is null and not f.retracted
    ),
    ${sql.join(countingCtes(plan, sql`g.key <> all(${slot('waiting', 'text[]')})`))}
    select exists (select from special) as special`;
}

/** Duties of the month of a triggering fact go to its partition, which may have to be made first. */
export async function ensureRaisedPartitions(db: Db, plan: FactPlan): Promise<void> {
  if (plan.raising.length > 0) await ensureDutyPartitions(db, [monthOf(plan.day)]);
}

const statements = new WeakMap<FactPlan, Map<unknown, unknown>>();

/** What is composed for a plan is kept with it. */
export function keptFor<Value>(plan: FactPlan, name: unknown, make: () => Value): Value {
  const kept = statements.get(plan) ?? new Map();
  statements.set(plan, kept);
  if (!kept.has(name)) kept.set(name, make());
  return kept.get(name);
}

const NOW = slot<Date>('now', 'timestamptz');
const DAY = slot<CivilDate>('day', 'date');
const DAY_START = slot<Date>('dayStart', 'timestamptz');

/** The values of a plan's day in its statements; beside them they take `now`. */
export function daySlots(plan: FactPlan, zone: string): Record<string, unknown> {
  const until = plan.raising.flatMap(({ untilAt, judgeableAt }, n) => [
    [`until${n}`, untilAt],
    [`judgeable${n}`, judgeableAt],
  ]);
  return { day: plan.day, dayStart: startOfDay(plan.day, zone), ...Object.fromEntries(until) };
}

/**
 * Counts the facts `item` — rows as in the ledger, all of the plan's kind and day and new to the duties. Stages:
 * `special`, the items for which more than adding could happen → `done`, all others → what they move. `isOther` tells
 * which facts `g` of the ledger have been counted before.
 */
export function countingCtes(plan: FactPlan, isOther: RawBuilder<unknown>): RawBuilder<unknown>[] {
  return [
    sql`special as materialized (${special(plan)})`,
    sql`done as materialized (select * from item where key not in (select key from special))`,
    ...(plan.counting.length > 0 ? counted(plan, isOther) : []),
    ...plan.raising.map((raising, n) => sql`${sql.table(`raised_${n}`)} as (${raise(raising, n, plan)})`),
    ...plan.answering.map((answering, n) => sql`${sql.table(`answered_${n}`)} as (${answer(answering, plan)})`),
  ];
}

function special(plan: FactPlan): RawBuilder<unknown> {
  const where = (condition: RawBuilder<unknown>) => sql`select i.key from item i where ${condition}`;
  return sql.join(
    [
      ...(plan.counting.length > 0 ? [extended(plan.counting)] : []),
      ...plan.barred.map((selected) => where(holds(selected, 'i'))),
      ...plan.raising.map((raising, n) => where(cannotRaise(raising, n, plan))),
      ...plan.answering.map((answering) => where(cannotAnswer(answering, plan))),
      sql`select null where false`,
    ],
    sql` union all `,
  );
}

/** An older duty of the rule that a handover has extended over the day takes its dates first. */
function extended(counting: UnitOn[]): RawBuilder<unknown> {
  const periods = counting.flatMap(({ label, previousLabel }) => [label, previousLabel]);
  const own = counting.map(({ rule, label }) => sql`(${sql.lit(rule.id)}, ${sql.lit(label)})`);
  // The limit keeps the look-up one by subject; the conditions alone would invite a scan of all duties.
  return sql`
    select i.key from item i cross join lateral (
      select from duty d where d.subject_id = i.subject_id and ${inPeriods(periods)}
        and d.rule_id in (${literals(counting.map(({ rule }) => rule.id))}) and d.until_at > ${DAY_START}
        and d.status <> 'void' and (d.rule_id, d.period) not in (${sql.join(own)})
      limit 1
    ) older`;
}

/** `tally`: by how many each duty of a subject moves, a date or a fact once; then the duties themselves. */
function counted({ counting, ...plan }: FactPlan, isOther: RawBuilder<unknown>): RawBuilder<unknown>[] {
  const tallied = counting.map((unit, n) => sql`${tallyOf(unit)} as ${sql.ref(`n${n}`)}`);
  const added = sql`case d.rule_id ${sql.join(
    counting.map(
      ({ rule, start }, n) =>
        sql`when ${sql.lit(rule.id)} then case d.anchor when ${sql.lit(start)} then ${sql.ref(`t.n${n}`)} end`,
    ),
    sql` `,
  )} end`;
  return [
    sql`earlier as materialized (
      select ${sql.join([sql`g.subject_id`, ...fieldColumns({ kind: plan.kind, counting }).map((name) => sql.ref(`g.${name}`))])}
      from (select distinct subject_id from done) s join fact g on g.subject_id = s.subject_id and ${onDay('g', plan)}
      where g.kind = ${plan.kind} and g.superseded_at is null and not g.retracted and g.occurred_at < ${NOW}
        and ${isOther})`,
    sql`tally as materialized (select f.subject_id, ${sql.join(tallied)} from done f group by f.subject_id)`,
    sql`counted as (
      update duty d set got = d.got + ${added}, changed_at = ${NOW},
        status = case when d.status = 'open' and d.got + ${added} >= d.need then 'fulfilled' else d.status end
      from tally t
      where d.subject_id = t.subject_id and ${inPeriods(counting.map(({ label }) => label))} and ${added} > 0)`,
  ];
}

function tallyOf({ rule, version }: UnitOn): RawBuilder<unknown> {
  const selected = { selector: rule.count, version };
  if (rule.count.distinct === 'fact') return sql`count(*) filter (where ${holds(selected, 'f')})::int`;
  return sql`(bool_or(${holds(selected, 'f')}) and not exists (
    select from earlier e where e.subject_id = f.subject_id and ${holds(selected, 'e')}))::int`;
}

/** A duty that is over already, is waived, or is answered already is for the compiler. */
function cannotRaise({ rule, version }: Raising, n: number, { day }: FactPlan): RawBuilder<unknown> {
  const answers = rule.response.match === 'ref' ? sql`a.ref = i.key` : sql`true`;
  return sql`${holds({ selector: rule.trigger, version }, 'i')} and (
    ${untilOf(rule, n, 'i')} <= ${NOW}
    or exists (select from waiver w where w.rule_id = ${rule.id} and ${inForceAt('w', NOW)})
    or exists (select from fact a where a.subject_id = i.subject_id and a.kind = ${rule.response.fact}
      and a.superseded_at is null and a.biz_date >= ${sql.lit(`${monthOf(day)}-01`)}::date and ${answers}))`;
}

function raise({ rule, version }: Raising, n: number, plan: FactPlan): RawBuilder<unknown> {
  const source = declaredVocabulary().subjects[rule.subject];
  if (!source) throw new Error(`unknown subject ${rule.subject}`);
  const institution = sql.ref(`s.${source.institution}`);
  return sql`
    insert into duty (rule_id, subject_id, anchor, period, subject_type, starts_at, until_at, bearer_id, institution_id,
      institution_ord, need, got, status, judgeable_at, rulebook_version, changed_at)
    select ${rule.id}, d.subject_id, d.key, ${sql.lit(monthOf(plan.day))}, ${rule.subject}, d.occurred_at,
      ${untilOf(rule, n, 'd')}, ${responseBearer(rule, NOW)}, d.institution_id, o.ord, 1, 0, 'open',
      ${slot(`judgeable${n}`, 'timestamptz')}, ${sql.lit(version.id)}::int, ${NOW}
    from (
      select i.subject_id, i.key, i.actor_id, i.biz_date, i.occurred_at, ${institution} as institution_id
      from done i join ${sql.table(source.table)} s
        on ${subjectRowOn(source, { id: sql`i.subject_id`, day: sql`i.biz_date`, known: NOW })}
      where ${holds({ selector: rule.trigger, version }, 'i')}
    ) d
    left join institution o on o.id = d.institution_id`;
}

function untilOf({ within }: Raising['rule'], n: number, alias: string): RawBuilder<unknown> {
  if (!('hours' in within)) return slot(`until${n}`, 'timestamptz');
  return sql`${sql.ref(`${alias}.occurred_at`)} + make_interval(hours => ${sql.lit(within.hours)}::int)`;
}

/** The trigger lies so many months back at most; an older one is for the compiler. */
const MONTHS_BACK = 2;

function cannotAnswer(answering: Answering, plan: FactPlan): RawBuilder<unknown> {
  const { rule, version } = answering;
  return sql`${holds({ selector: rule.response, version }, 'i')} and not exists (
    select from duty d where ${answeredBy(answering, 'i', plan)}
      and (d.status = 'fulfilled' or (d.status = 'open' and i.occurred_at < d.until_at)))`;
}

function answer(answering: Answering, plan: FactPlan): RawBuilder<unknown> {
  const { rule, version } = answering;
  return sql`
    update duty d set got = 1, status = 'fulfilled', changed_at = ${NOW} from done i
    where ${holds({ selector: rule.response, version }, 'i')} and ${answeredBy(answering, 'i', plan)} and d.status = 'open'`;
}

function answeredBy({ rule, version }: Answering, alias: string, { day }: FactPlan): RawBuilder<unknown> {
  const of = (column: string) => sql.ref(`${alias}.${column}`);
  return sql`d.subject_id = ${of('subject_id')} and d.rule_id = ${sql.lit(rule.id)} and d.anchor = ${of('ref')}
    and d.rulebook_version = ${sql.lit(version.id)}::int and ${of('occurred_at')} >= d.starts_at
    and ${inPeriods(monthsBack(monthOf(day), MONTHS_BACK))}`;
}

const monthOf = (day: CivilDate): string => day.slice(0, 7);

function monthsBack(month: string, count: number): string[] {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return Array.from({ length: count + 1 }, (_, back) => {
    const months = year * 12 + number - 1 - back;
    return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`;
  });
}

/** The periods stand in the text, so that the plan is about their partitions only. */
function inPeriods(periods: string[]): RawBuilder<unknown> {
  return sql`d.period in (${literals(periods)})`;
}

/** The day, and its month in the text: the partition of the ledger. */
function onDay(alias: string, { day }: Pick<FactPlan, 'day'>): RawBuilder<unknown> {
  const date = sql.ref(`${alias}.biz_date`);
  const first = sql.lit(`${monthOf(day)}-01`);
  return sql`${date} = ${DAY} and ${date} >= ${first}::date and ${date} < ${first}::date + interval '1 month'`;
}

function literals(texts: string[]): RawBuilder<unknown> {
  return sql.join([...new Set(texts)].map((text) => sql.lit(text)));
}

/** The selector takes the fact of the table or stage `alias`. */
export function holds({ selector, version }: Selected, alias: string): RawBuilder<boolean> {
  const condition = compileCondition(selector.where, {
    parameters: version.rulebook.parameters,
    attribute() {
      throw new Error('a fact has fields, not attributes; the rulebook check refuses this');
    },
    field: (name) => fieldOf(wordsOf(version), selector.fact, name, alias),
  });
  return sql<boolean>`(${condition})`;
}

const wordsOf = ({ rulebook }: RulebookVersion) => vocabularyOf(declaredVocabulary(), rulebook);

/** The columns that the rules may read of facts of the kind. */
function fieldColumns({ kind, counting }: Pick<FactPlan, 'kind' | 'counting'>): string[] {
  const fields = counting.flatMap(({ version }) => Object.values(wordsOf(version).facts[kind]?.fields ?? {}));
  return [...new Set(fields.map((field) => ('column' in field ? field.column : 'extra')))];
}
