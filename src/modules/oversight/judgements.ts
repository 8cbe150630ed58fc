import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { addDays, type CivilDate, startOfDay } from '../../kernel/calendar/index.ts';
import type { Context } from '../../platform/context.ts';
import { loadVersions } from '../../platform/duties/public.ts';
import { momentOf } from '../../platform/registers/public.ts';
import { dutyScope } from '../rulebook/public.ts';

/** Breaches of a month are judged in the next one: a quarter shows how. */
const JUDGED_DAYS = 90;
/** As the watched acts of the same page: a month of work. */
const LATE_DAYS = 30;
const MOST_JUDGES = 8;
const MOST_DISMISSALS = 8;
const MOST_LATE = 8;

export type Judge = { staffId: number; name: string; institution: string | null; confirmed: number; dismissed: number };
export type Dismissal = {
  id: number;
  rule: string;
  title: string;
  bearer: string | null;
  judge: string | null;
  judgedAt: Date;
  reason: string | null;
};
export type LateEntries = {
  staffId: number;
  name: string;
  institution: string | null;
  entries: number;
  /** The longest between what happened and its entry, whole days. */
  longest: number;
};
export type Rectifications = { issued: number; replied: number; accepted: number };

export type Judgements = {
  judgedFrom: CivilDate;
  lateFrom: CivilDate;
  confirmed: number;
  dismissed: number;
  judges: Judge[];
  dismissals: Dismissal[];
  late: { entries: number; people: LateEntries[] };
  rectifications: Rectifications;
};

/**
 * 依据 ASM-4, ASM-5, DAY-7: how breaches were judged in the last weeks and which were dismissed why, what people entered
 * only days after it happened, and how the rectifications stand.
 */
export async function judgements(ctx: Context): Promise<Judgements> {
  const { today } = momentOf(ctx);
  const judgedFrom = addDays(today, 1 - JUDGED_DAYS);
  const lateFrom = addDays(today, 1 - LATE_DAYS);
  const since = startOfDay(judgedFrom, ctx.zone);
  return {
    judgedFrom,
    lateFrom,
    ...(await verdictsOf(ctx, since)),
    dismissals: await dismissalsOf(ctx, since),
    late: await lateEntriesOf(ctx, startOfDay(lateFrom, ctx.zone)),
    rectifications: await rectificationsOf(ctx, since),
  };
}

const judgedSince = (ctx: Context, since: Date): RawBuilder<SqlBool> =>
  sql<SqlBool>`b.judged_at >= ${since} and b.state in ('confirmed', 'dismissed') and ${dutyScope(ctx, 'b')}`;

/** Those who dismissed the most come first. */
async function verdictsOf(ctx: Context, since: Date): Promise<Pick<Judgements, 'confirmed' | 'dismissed' | 'judges'>> {
  const { rows } = await sql<Judge & { allConfirmed: number; allDismissed: number }>`
    select j.*, s.name, i.name as institution
    from (
      select b.judged_by as "staffId", (count(*) filter (where b.state = 'confirmed'))::int as confirmed,
        (count(*) filter (where b.state = 'dismissed'))::int as dismissed,
        (sum(count(*) filter (where b.state = 'confirmed')) over ())::int as "allConfirmed",
        (sum(count(*) filter (where b.state = 'dismissed')) over ())::int as "allDismissed"
      from breach b where ${judgedSince(ctx, since)} and b.judged_by is not null
      group by b.judged_by order by dismissed desc, confirmed desc, b.judged_by limit ${MOST_JUDGES}
    ) j join staff s on s.id = j."staffId" left join institution i on i.id = s.institution_id
    order by dismissed desc, confirmed desc, "staffId"`.execute(ctx.db);
  return {
    confirmed: rows[0]?.allConfirmed ?? 0,
    dismissed: rows[0]?.allDismissed ?? 0,
    judges: rows.map(({ allConfirmed: _, allDismissed: __, ...judge }) => judge),
  };
}

async function dismissalsOf(ctx: Context, since: Date): Promise<Dismissal[]> {
  const { rows } = await sql<Omit<Dismissal, 'title'>>`
    select b.id, b.rule_id as rule, p.name as bearer, j.name as judge, b.judged_at as "judgedAt", b.reason
    from (
      select * from breach b where ${judgedSince(ctx, since)} and b.state = 'dismissed'
      order by b.judged_at desc, b.id desc limit ${MOST_DISMISSALS}
    ) b left join staff p on p.id = b.bearer_id left join staff j on j.id = b.judged_by
    order by b.judged_at desc, b.id desc`.execute(ctx.db);
  const rules = (await loadVersions(ctx.db, ctx.clock.now())).flatMap(({ rulebook }) => rulebook.rules);
  return rows.map((row) => ({ ...row, title: rules.findLast(({ id }) => id === row.rule)?.title ?? row.rule }));
}

/** What people wrote themselves; files of other systems come when they come. */
async function lateEntriesOf(ctx: Context, since: Date): Promise<Judgements['late']> {
  const { rows } = await sql<LateEntries & { all: number }>`
    select l.*, s.name, i.name as institution
    from (
      select f.actor_id as "staffId", count(*)::int as entries, (sum(count(*)) over ())::int as all,
        max(extract(day from f.recorded_at - f.occurred_at))::int as longest
      from fact f
      where f.recorded_at >= ${since} and f.recorded_at - f.occurred_at >= interval '1 day' and f.origin = 'register'
        and f.kind = 'contact' and f.superseded_at is null and not f.retracted and f.actor_id is not null
      group by f.actor_id order by entries desc, f.actor_id limit ${MOST_LATE}
    ) l join staff s on s.id = l."staffId" left join institution i on i.id = s.institution_id
    order by entries desc, "staffId"`.execute(ctx.db);
  return { entries: rows[0]?.all ?? 0, people: rows.map(({ all: _, ...person }) => person) };
}

/** Ordered and not yet reported, reported and not yet accepted, accepted since. */
async function rectificationsOf({ db }: Context, since: Date): Promise<Rectifications> {
  const { rows } = await sql<Rectifications>`
    select (count(*) filter (where state = 'issued'))::int as issued,
      (count(*) filter (where state = 'replied'))::int as replied,
      (count(*) filter (where state = 'accepted' and decided_at >= ${since}))::int as accepted
    from measure where rectifies`.execute(db);
  return rows[0] ?? { issued: 0, replied: 0, accepted: 0 };
}
