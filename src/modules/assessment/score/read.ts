import { sql } from 'kysely';
import type { ScoreResult } from '../../../kernel/assess/score.ts';
import type { Context } from '../../../platform/context.ts';
import { seesPlace } from '../points/people.ts';
import { type ScoredPeriod, scoredPeriod } from './definition.ts';
import { scorePeriod } from './score-period.ts';

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

type PlacedRow = ScoreRow & { institutionOrd: number | null };

/** A period's scores that the principal may see, his own and those of his people: as closed, or as they stand now. */
export async function readScores(ctx: Context, asked: { score: string; period: string }) {
  const scored = await scoredPeriod(ctx, asked);
  const closing = await closingOf(ctx, scored);
  const rows: PlacedRow[] = closing ? await closedRows(ctx, closing.id) : await scorePeriod(ctx, scored);
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
    mayClose: score.closedBy.some((role) => held.has(role)) && ctx.clock.now() >= scored.ends,
    mayEnter: score.measures.flatMap(({ id, source }) =>
      'entered' in source && source.entered.by.some((role) => held.has(role)) ? [id] : [],
    ),
    lines: [...score.measures, ...score.adjustments].map(({ id, label }) => ({ id, label })),
    rows: rows
      .filter(({ staffId, institutionOrd }) => staffId === ctx.principal?.staffId || seesPlace(ctx, institutionOrd))
      .map(({ staffId, no, name, post, institution, place, peers, result }) => ({
        staffId,
        no,
        name,
        post,
        institution,
        place,
        peers,
        result,
      })),
  };
}

async function closingOf(ctx: Context, { score, period }: ScoredPeriod): Promise<Closing | null> {
  const { rows } = await sql<Closing>`
    select c.id, s.name as "closedBy", c.closed_at as "closedAt", c.reason
    from score_closing c left join staff s on s.id = c.closed_by
    where c.score_id = ${score.id} and c.period = ${period.label} and c.superseded_at is null`.execute(ctx.db);
  return rows[0] ?? null;
}

async function closedRows(ctx: Context, closing: number): Promise<PlacedRow[]> {
  const { rows } = await sql<PlacedRow>`
    select s.id as "staffId", s.no, s.name, r.post, i.name as institution, r.institution_ord as "institutionOrd",
      r.place, r.peers, r.detail as result
    from score_result r join staff s on s.id = r.staff_id left join institution i on i.id = r.institution_id
    where r.closing_id = ${closing}
    order by r.peer_group, r.place, s.no`.execute(ctx.db);
  return rows;
}
