import { sql } from 'kysely';
import { placesOf, type ScoreResult, scoreOf } from '../../../kernel/assess/score.ts';
import { addDays, compare } from '../../../kernel/calendar/index.ts';
import type { Parameter } from '../../../kernel/rulebook/rulebook.ts';
import type { Score } from '../../../kernel/rulebook/score.ts';
import type { Context } from '../../../platform/context.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import type { ScoredPeriod } from './definition.ts';
import { readInputs } from './inputs.ts';

export type ScoredPerson = {
  staffId: number;
  no: string;
  name: string;
  post: string;
  institutionId: number;
  institutionOrd: number;
  institution: string;
};

export type PersonScore = ScoredPerson & { result: ScoreResult; peerGroup: string; place: number; peers: number };

/** Everybody's score of a period as things stand now, ranked within the peer groups, best first (依据 ASM-7). */
export async function scorePeriod(ctx: Context, scored: ScoredPeriod): Promise<PersonScore[]> {
  const { score, version } = scored;
  const people = await peopleOf(ctx, scored);
  const inputs = await readInputs(
    ctx,
    scored,
    people.map(({ staffId }) => staffId),
  );
  const targets = targetsOf(score, version.rulebook.parameters);
  const results = people.map((person) => ({
    ...person,
    result: scoreOf(score, inputs.get(person.staffId) ?? {}, targets),
    peerGroup: peerGroupOf(score, person),
  }));
  return [...Map.groupBy(results, ({ peerGroup }) => peerGroup).values()].flatMap((group) => {
    const byKey = new Map(group.map((one) => [one.no, one]));
    const totals = group.map(({ no, result }) => ({ key: no, total: result.total }));
    return placesOf(totals, score.tie).flatMap(({ key, place }) => {
      const one = byKey.get(key);
      return one ? [{ ...one, place, peers: group.length }] : [];
    });
  });
}

/** Whoever holds a main post of the score's roles on the period's last day, or today while it runs. */
export async function peopleOf(ctx: Context, { score, period }: ScoredPeriod): Promise<ScoredPerson[]> {
  const { today } = momentOf(ctx);
  const last = addDays(period.end, -1);
  const day = compare(last, today) < 0 ? last : today;
  const { rows } = await sql<ScoredPerson>`
    select distinct on (s.id) s.id as "staffId", s.no, s.name, a.post, i.id as "institutionId",
      i.ord as "institutionOrd", i.name as institution
    from appointment a
    join post p on p.name = a.post and p.role = any(${score.roles}::text[])
    join staff s on s.id = a.staff_id
    join institution i on i.id = a.institution_id
    where a.superseded_at is null and a.is_main and a.valid_from <= ${day}::date
      and (a.valid_until is null or a.valid_until > ${day}::date)
    order by s.id, a.id`.execute(ctx.db);
  return rows;
}

function peerGroupOf({ peers }: Score, { institutionId, post }: ScoredPerson): string {
  if (peers === 'bank') return 'bank';
  return peers === 'institution' ? String(institutionId) : post;
}

function targetsOf({ measures }: Score, parameters: Readonly<Record<string, Parameter>>): Record<string, string> {
  return Object.fromEntries(
    measures.map(({ id, target }) => [
      id,
      typeof target === 'string' ? target : String(parameters[target.param]?.value ?? 0),
    ]),
  );
}
