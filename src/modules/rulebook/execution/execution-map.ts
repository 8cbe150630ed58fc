import { sql } from 'kysely';
import { addMonths, type CivilDate, periodOf } from '../../../kernel/calendar/index.ts';
import type { Rule } from '../../../kernel/rulebook/rule.ts';
import type { RulebookVersion } from '../../../kernel/rulebook/rulebook.ts';
import type { Context } from '../../../platform/context.ts';
import { loadVersions } from '../../../platform/duties/public.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { type Place, placeOf } from '../../organisation/public.ts';
import { rulebookInForce } from '../library/in-force.ts';
import { type Figures, onTimeShare, sumsOf } from './figures.ts';
import { EXECUTION_READERS } from './readers.ts';
import { isRushed, type RushTerms, rushTerms } from './rush.ts';

export type ExecutionQuery = { institution?: number | undefined; months: number };

export type TrendPoint = { period: string; onTime: number | null; decided: number };
/** Why a rule is suspected of being done for show, with what it rests on. */
export type Suspicion =
  | { kind: 'untriggered'; since: string }
  | { kind: 'rushed'; rushed: number; timed: number; minutes: number };

export type RuleLine = Figures & {
  rule: string;
  clause: string;
  title: string;
  /** A limit has rows only where it was broken: they are counted, and no share of them is in time. */
  limit: boolean;
  onTime: number | null;
  /** Its last twelve periods, oldest first; rules of shorter periods than a month by month. */
  trend: TrendPoint[];
  suspicion: Suspicion | null;
};

export type Cell = { rule: string; institution: number; onTime: number | null; decided: number; inProgress: number };

const TREND_PERIODS = 12;

/**
 * How the regulation is carried out below an institution, over the last months (the present one included): every rule
 * in force, the institutions directly below, and what is suspected of being done for show (依据 RUL-7).
 */
export async function executionMap(ctx: Context, { institution, months }: ExecutionQuery) {
  const { place, path } = await placeOf(ctx, EXECUTION_READERS, institution);
  const inForce = await rulebookInForce(ctx);
  const versions = await loadVersions(ctx.db, ctx.clock.now());
  const from = firstDay(momentOf(ctx).today, months);
  const sums = await ruleSums(ctx, place, from);
  const trends = await trendsOf(ctx, place);
  const terms = rushTerms(inForce.rulebook);
  const limits = new Set(inForce.rulebook.rules.flatMap(({ id, shape }) => (shape === 'limit' ? [id] : [])));
  const rules = inForce.rulebook.rules.map((rule): RuleLine => {
    const limit = limits.has(rule.id);
    const sum = sums.get(rule.id) ?? NOTHING;
    const { timed, rushed, ...figures } = sum;
    return {
      rule: rule.id,
      clause: rule.clause,
      title: rule.title,
      limit,
      ...figures,
      onTime: limit ? null : onTimeShare(figures),
      trend: limit ? [] : (trends.get(rule.id) ?? []),
      suspicion: suspicionOf(rule, { duties: figures.duties, timed, rushed }, { terms, versions }),
    };
  });
  const { institutions, cells } = await heatMap(ctx, place, from);
  const mark = await ctx.db.selectFrom('execution_mark').select('refreshed_at').executeTakeFirst();
  return {
    refreshedAt: mark?.refreshed_at ?? null,
    from,
    place: { id: place.id, name: place.name },
    path: path.map(({ id, name }) => ({ id, name })),
    rules,
    unruled: clausesWithoutRules(inForce),
    institutions,
    cells: cells.map((cell) => (limits.has(cell.rule) ? { ...cell, onTime: null } : cell)),
  };
}

/** The first day of the month with which so many months begin. */
export function firstDay(today: CivilDate, months: number): CivilDate {
  return addMonths(periodOf('month', today).start, 1 - months);
}

type Sums = Figures & { timed: number; rushed: number };

const NOTHING: Sums = {
  duties: 0,
  fulfilled: 0,
  late: 0,
  breached: 0,
  waived: 0,
  void: 0,
  inProgress: 0,
  timed: 0,
  rushed: 0,
};

async function ruleSums({ db }: Context, place: Place, from: CivilDate): Promise<Map<string, Sums>> {
  const { rows } = await sql<Sums & { rule: string }>`
    select t.rule_id as rule, ${sumsOf('t')}, sum(t.timed)::int as timed, sum(t.rushed)::int as rushed
    from execution_tally t where ${below(place)} and t.starts_on >= ${from}::date
    group by t.rule_id`.execute(db);
  return new Map(rows.map(({ rule, ...sums }) => [rule, sums]));
}

async function trendsOf({ db }: Context, place: Place): Promise<Map<string, TrendPoint[]>> {
  const { rows } = await sql<Pick<Figures, 'fulfilled' | 'late' | 'breached'> & { rule: string; period: string }>`
    select rule, period, fulfilled, late, breached from (
      select t.rule_id as rule, t.bucket as period, min(t.starts_on) as starts_on, ${sumsOf('t')},
        row_number() over (partition by t.rule_id order by min(t.starts_on) desc, t.bucket desc) as age
      from execution_tally t where ${below(place)} group by t.rule_id, t.bucket
    ) p where age <= ${TREND_PERIODS} order by rule, age desc`.execute(db);
  const points = rows.map(({ rule, period, ...figures }) => ({
    rule,
    point: { period, onTime: onTimeShare(figures), decided: figures.fulfilled + figures.late + figures.breached },
  }));
  return new Map(
    [...Map.groupBy(points, ({ rule }) => rule)].map(([rule, own]) => [rule, own.map(({ point }) => point)]),
  );
}

/** The institutions directly below, each with all of its own; what hangs on the place itself comes first. */
async function heatMap({ db }: Context, place: Place, from: CivilDate) {
  const { rows } = await sql<
    Pick<Figures, 'fulfilled' | 'late' | 'breached' | 'inProgress'> & {
      institution: number;
      name: string;
      rule: string;
    }
  >`
    with line as (
      select id, name, ord, ord_until from institution where parent_id = ${place.id}
      union all select ${place.id}::bigint, ${`${place.name}（本级）`}, ${place.ord}::int, ${place.ord}::int + 1
    )
    select l.id as institution, l.name, t.rule_id as rule, ${sumsOf('t')}
    from line l join execution_tally t on t.institution_ord >= l.ord and t.institution_ord < l.ord_until
    where t.starts_on >= ${from}::date
    group by l.id, l.name, l.ord, t.rule_id order by l.ord, t.rule_id`.execute(db);
  return {
    institutions: [...new Map(rows.map(({ institution, name }) => [institution, name]))].map(([id, name]) => ({
      id,
      name,
    })),
    cells: rows.map(
      ({ institution, rule, ...figures }): Cell => ({
        rule,
        institution,
        onTime: onTimeShare(figures),
        decided: figures.fulfilled + figures.late + figures.breached,
        inProgress: figures.inProgress,
      }),
    ),
  };
}

function below({ ord, ordUntil }: Place) {
  return sql`t.institution_ord >= ${ord} and t.institution_ord < ${ordUntil}`;
}

function suspicionOf(
  rule: Rule,
  sums: { duties: number; timed: number; rushed: number },
  { terms, versions }: { terms: RushTerms | null; versions: readonly RulebookVersion[] },
): Suspicion | null {
  // A limit gives no duty as long as it is kept: its silence is no suspicion.
  if (sums.duties === 0 && rule.shape !== 'limit') return { kind: 'untriggered', since: sinceWhen(rule, versions) };
  if (terms === null || !isRushed(sums, terms)) return null;
  return { kind: 'rushed', rushed: sums.rushed, timed: sums.timed, minutes: terms.minutes };
}

function sinceWhen({ id }: Rule, versions: readonly RulebookVersion[]): string {
  return versions.find(({ rulebook }) => rulebook.rules.some((rule) => rule.id === id))?.effectiveOn ?? '';
}

function clausesWithoutRules({ rulebook }: RulebookVersion) {
  const ruled = new Set(
    [...rulebook.rules, ...rulebook.pointsTables, ...rulebook.ladders, ...rulebook.scores, ...rulebook.grades].map(
      ({ clause }) => clause,
    ),
  );
  return rulebook.regulations
    .flatMap(({ chapters }) => chapters.flatMap(({ clauses }) => clauses))
    .filter(({ id }) => !ruled.has(id))
    .map(({ id, title }) => ({ id, title }));
}
