import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { breachDay, costOfBreach } from '../../../kernel/assess/points.ts';
import { fail } from '../../../kernel/errors/public.ts';
import { registerErrors } from '../../../kernel/register/public.ts';
import type { SubjectType } from '../../../kernel/rulebook/rule.ts';
import type { RulebookVersion } from '../../../kernel/rulebook/rulebook.ts';
import type { Context } from '../../../platform/context.ts';
import { loadVersions } from '../../../platform/duties/public.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { dutyScope } from '../../rulebook/public.ts';
import { hasNearerJudge, mayJudge } from './authority.ts';
import { underReview } from './review.ts';

const PAGE = 50;
const LONGEST_PAGE = 200;
export const BREACH_STATES = ['suspected', 'confirmed', 'dismissed', 'withdrawn'] as const;
export type BreachState = (typeof BREACH_STATES)[number];

export const breachListQuery = z.object({
  limit: z.coerce.number().int().min(1).max(LONGEST_PAGE).default(PAGE),
  after: z.string().max(200).optional(),
  /** `queue`: what waits for me to judge; `judgeable`: whatever I may judge; `review`: confirmed, but the duty has changed. */
  view: z.enum(['queue', 'judgeable', 'review', 'all']).default('all'),
  state: z.enum(BREACH_STATES).optional(),
  rule: z.string().max(20).optional(),
  institution: z.coerce.number().int().positive().optional(),
  bearer: z.coerce.number().int().positive().optional(),
});
export type BreachListQuery = z.output<typeof breachListQuery>;

export type BreachView = {
  id: number;
  rule: string;
  clause: string;
  title: string;
  subjectType: SubjectType;
  subjectId: number;
  subjectNo: string | null;
  subjectName: string | null;
  anchor: string;
  period: string;
  bearerId: number | null;
  bearerNo: string | null;
  bearer: string | null;
  institution: string | null;
  breachedAt: Date;
  judgeableAt: Date;
  need: number;
  got: number;
  state: BreachState;
  judgedBy: string | null;
  judgedAt: Date | null;
  reason: string | null;
  version: number;
  /** What it costs, or would cost once confirmed; exact decimal. */
  points: string | null;
  /** Confirmed, but a later fact has changed the duty since. */
  review: boolean;
  /** Whether I may judge it now. */
  mayJudge: boolean;
};

type Row = Omit<BreachView, 'title' | 'points'>;

/** Breaches in the principal's scope, oldest place first, a page at a time. */
export async function listBreaches(
  ctx: Context,
  query: BreachListQuery,
): Promise<{ items: BreachView[]; next: string | null }> {
  const rows = await readBreaches(ctx, conditions(ctx, query), query.limit + 1);
  const versions = await loadVersions(ctx.db, ctx.clock.now());
  const items = rows.slice(0, query.limit).map((row) => viewOf(row, versions, ctx.zone));
  const last = rows.length > query.limit ? items.at(-1) : undefined;
  return { items, next: last ? String(last.id) : null };
}

/** One breach as the principal may see it, or undefined. */
export async function findBreach(ctx: Context, id: number): Promise<BreachView | undefined> {
  const [row] = await readBreaches(ctx, [sql`b.id = ${id}`, dutyScope(ctx, 'b')], 1);
  return row && viewOf(row, await loadVersions(ctx.db, ctx.clock.now()), ctx.zone);
}

/** How many breaches wait for the principal; counting stops at `cap`. */
export async function countWaiting(ctx: Context, cap: number): Promise<number> {
  const waiting = [...conditions(ctx, { view: 'queue' }), sql`b.judgeable_at <= ${ctx.clock.now()}`];
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from breach b where ${sql.join(waiting, sql` and `)} limit ${cap}) w`.execute(ctx.db);
  return rows[0]?.count ?? 0;
}

async function readBreaches(ctx: Context, where: RawBuilder<unknown>[], limit: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select b.id, b.rule_id as rule, b.clause_id as clause, b.subject_type as "subjectType",
      b.subject_id as "subjectId", coalesce(c.no, s.no, o.no) as "subjectNo",
      coalesce(c.name, s.name, o.name) as "subjectName", b.anchor, b.period, b.bearer_id as "bearerId",
      p.no as "bearerNo", p.name as bearer, i.name as institution, b.breached_at as "breachedAt",
      b.judgeable_at as "judgeableAt", b.need, b.got, b.state, j.name as "judgedBy", b.judged_at as "judgedAt",
      b.reason, b.version, ${underReview('b')} as review,
      ((b.state = 'suspected' or ${underReview('b')}) and b.judgeable_at <= ${ctx.clock.now()}
        and ${mayJudge(ctx, 'b', momentOf(ctx).today)}) as "mayJudge"
    from (select * from breach b where ${sql.join(where, sql` and `)} order by b.id limit ${limit}) b
    left join staff p on p.id = b.bearer_id
    left join staff j on j.id = b.judged_by
    left join institution i on i.id = b.institution_id
    left join customer c on b.subject_type = 'customer' and c.id = b.subject_id
    left join staff s on b.subject_type = 'staff' and s.id = b.subject_id
    left join institution o on b.subject_type = 'institution' and o.id = b.subject_id
    order by b.id`.execute(ctx.db);
  return rows;
}

function viewOf(row: Row, versions: RulebookVersion[], zone: string): BreachView {
  const rules = versions.flatMap(({ rulebook }) => rulebook.rules);
  const cost = costOfBreach(versions, row.rule, breachDay(row.breachedAt, zone));
  return {
    ...row,
    title: rules.findLast(({ id }) => id === row.rule)?.title ?? row.rule,
    points: cost?.points ?? null,
  };
}

function conditions(
  ctx: Context,
  query: Partial<BreachListQuery> & Pick<BreachListQuery, 'view'>,
): RawBuilder<unknown>[] {
  const all = [dutyScope(ctx, 'b'), ...viewConditions(ctx, query.view)];
  if (query.state !== undefined) all.push(sql`b.state = ${query.state}`);
  if (query.rule !== undefined) all.push(sql`b.rule_id = ${query.rule}`);
  if (query.bearer !== undefined) all.push(sql`b.bearer_id = ${query.bearer}`);
  if (query.institution !== undefined) {
    all.push(sql`exists (select from institution w where w.id = ${query.institution}
      and b.institution_ord >= w.ord and b.institution_ord < w.ord_until)`);
  }
  if (query.after !== undefined) all.push(sql`b.id > ${readCursor(query.after)}`);
  return all;
}

function viewConditions(ctx: Context, view: BreachListQuery['view']): RawBuilder<unknown>[] {
  const judged = mayJudge(ctx, 'b', momentOf(ctx).today);
  switch (view) {
    case 'all':
      return [];
    case 'judgeable':
      return [sql`b.state = 'suspected'`, judged];
    case 'queue':
      return [sql`b.state = 'suspected'`, judged, sql`not ${hasNearerJudge(ctx, 'b', momentOf(ctx).today)}`];
    case 'review':
      return [underReview('b')];
  }
}

function readCursor(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : fail(registerErrors.BAD_CURSOR(undefined, 'after'));
}
