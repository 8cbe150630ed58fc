import { sql } from 'kysely';
import { z } from 'zod';
import type { ScoreResult } from '../../../kernel/assess/score.ts';
import type { Context } from '../../../platform/context.ts';
import { defineCursor } from '../../../platform/registers/public.ts';
import { seesPlace } from '../points/people.ts';
import { type ScoredPeriod, scoredPeriod } from './definition.ts';
import { peopleOf, scorePeriod } from './score-period.ts';

export type ScoreRow = {
  staffId: number;
  no: string;
  name: string;
  post: string;
  institution: string;
  place: number;
  peers: number;
  result: ScoreResult;
};

type Closing = { id: number; closedBy: string | null; closedAt: Date; reason: string | null };

/** What a period's score is made of, how many people's the principal may see, and whether it is closed. */
export async function readScore(ctx: Context, asked: { score: string; period: string }) {
  const scored = await scoredPeriod(ctx, asked);
  const closing = await closingOf(ctx, scored);
  const people = closing ? await placesOf(ctx, closing.id) : await peopleOf(ctx, scored);
  const { score, period } = scored;
  const held = new Set((ctx.principal?.appointments ?? []).map(({ role }) => role));
  return {
    score: score.id,
    clause: score.clause,
    title: score.title,
    period: period.label,
    from: period.start,
    until: period.end,
    closing,
    people: people.filter((one) => isVisible(ctx, one)).length,
    mayClose: score.closedBy.some((role) => held.has(role)) && ctx.clock.now() >= scored.ends,
    mayEnter: score.measures.flatMap(({ id, source }) =>
      'entered' in source && source.entered.by.some((role) => held.has(role)) ? [id] : [],
    ),
    lines: [...score.measures, ...score.adjustments].map(({ id, label }) => ({ id, label })),
  };
}

const placeSchema = z.strictObject({ peerGroup: z.string(), place: z.int(), no: z.string() });
const cursor = defineCursor(placeSchema);

export type RowsAsked = { score: string; period: string; staff?: number | undefined; after?: string | undefined };

/**
 * A period's scores, best first within each peer group, a page at a time: the principal's own and those of his people, as
 * closed or as they stand now. `staff`: that person alone.
 */
export async function readScoreRows(
  ctx: Context,
  { staff, after, ...asked }: RowsAsked,
  limit: number,
): Promise<{ items: ScoreRow[]; next: string | null }> {
  const scored = await scoredPeriod(ctx, asked);
  const closing = await closingOf(ctx, scored);
  const places: Place[] = closing ? await placesOf(ctx, closing.id) : await scorePeriod(ctx, scored);
  const from = after === undefined ? null : cursor.read(after);
  const left = places
    .filter((one) => isVisible(ctx, one) && (staff === undefined || one.staffId === staff))
    .filter((one) => from === null || inOrder(from, one) < 0)
    .sort(inOrder);
  const page = left.slice(0, limit);
  const last = page.at(-1);
  const more = last !== undefined && left.length > limit;
  return {
    items: closing ? await closedRows(ctx, closing.id, page) : (page as PlacedRow[]).map(shown),
    next: more ? cursor.write({ peerGroup: last.peerGroup, place: last.place, no: last.no }) : null,
  };
}

type Place = { staffId: number; no: string; peerGroup: string; place: number; institutionOrd: number | null };
type PlacedRow = Place & ScoreRow;

function inOrder(a: z.output<typeof placeSchema>, b: z.output<typeof placeSchema>): number {
  return byCode(a.peerGroup, b.peerGroup) || a.place - b.place || byCode(a.no, b.no);
}

const byCode = (a: string, b: string) => Number(a > b) - Number(a < b);

function isVisible(ctx: Context, { staffId, institutionOrd }: Pick<Place, 'staffId' | 'institutionOrd'>): boolean {
  return staffId === ctx.principal?.staffId || seesPlace(ctx, institutionOrd);
}

function shown({ staffId, no, name, post, institution, place, peers, result }: PlacedRow): ScoreRow {
  return { staffId, no, name, post, institution, place, peers, result };
}

async function closingOf(ctx: Context, { score, period }: ScoredPeriod): Promise<Closing | null> {
  const { rows } = await sql<Closing>`
    select c.id, s.name as "closedBy", c.closed_at as "closedAt", c.reason
    from score_closing c left join staff s on s.id = c.closed_by
    where c.score_id = ${score.id} and c.period = ${period.label} and c.superseded_at is null`.execute(ctx.db);
  return rows[0] ?? null;
}

/** Everybody's place in a closing, without the arithmetic, which is heavy. */
async function placesOf(ctx: Context, closing: number): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select s.id as "staffId", s.no, r.peer_group as "peerGroup", r.place, r.institution_ord as "institutionOrd"
    from score_result r join staff s on s.id = r.staff_id where r.closing_id = ${closing}`.execute(ctx.db);
  return rows;
}

async function closedRows(ctx: Context, closing: number, page: readonly Place[]): Promise<ScoreRow[]> {
  const { rows } = await sql<ScoreRow>`
    select s.id as "staffId", s.no, s.name, r.post, i.name as institution, r.place, r.peers, r.detail as result
    from score_result r join staff s on s.id = r.staff_id left join institution i on i.id = r.institution_id
    where r.closing_id = ${closing} and r.staff_id = any(${page.map(({ staffId }) => staffId)}::bigint[])`.execute(
    ctx.db,
  );
  const found = new Map(rows.map((row) => [row.staffId, row]));
  return page.flatMap(({ staffId }) => found.get(staffId) ?? []);
}
