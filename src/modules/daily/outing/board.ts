import { sql } from 'kysely';
import { scoped } from '../../../platform/access/public.ts';
import type { Context } from '../../../platform/context.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { outing } from './outing.register.ts';
import type { OutingState } from './outing.rules.ts';
import type { StopState } from './stop.rules.ts';

/** More people than this are out only in a bank that looks at its branches one by one. */
const MOST = 300;

export type BoardStop = {
  id: number;
  version: number;
  /** Its place in the order of the outing, from 1. */
  rank: number;
  state: StopState;
  customerId: number | null;
  /** The customer's name, or whom one meets who is none yet. */
  party: string;
  place: string;
  contactName: string | null;
  purpose: string | null;
  arrivedAt: string | null;
  /** Whether a position was left there; where, only revealing tells. */
  hasPosition: boolean;
  /** The visit record of that customer and these days, if it was begun. */
  visitId: number | null;
  visitState: string | null;
};

export type BoardOuting = {
  id: number;
  no: string;
  version: number;
  state: Exclude<OutingState, 'cancelled'>;
  kind: 'business' | 'private';
  staffId: number;
  staff: string;
  institution: string | null;
  business: string;
  plannedOutAt: Date;
  expectedReturnAt: Date;
  outAt: Date | null;
  returnedAt: Date | null;
  result: string | null;
  acknowledgedBy: string | null;
  /** When the rule wants him back, and which rule; null where none does. */
  until: Date | null;
  rule: string | null;
  stops: BoardStop[];
};

export type Board = { now: Date; me: number | null; outings: BoardOuting[]; more: boolean };

/**
 * 依据 DAY-18: who is out now, who will leave today, who is back since this morning, within the principal's scope;
 * one's own include every outing not yet ended, whatever its day.
 */
export async function outingBoard(ctx: Context): Promise<Board> {
  const { now, today } = momentOf(ctx);
  const me = ctx.principal?.staffId ?? null;
  const { rows } = await sql<BoardOuting>`
    select o.id, o.no, o.version, o.state, o.kind, o.staff_id as "staffId", s.name as staff, i.name as institution,
      o.business, o.planned_out_at as "plannedOutAt", o.expected_return_at as "expectedReturnAt", o.out_at as "outAt",
      o.returned_at as "returnedAt", o.result, k.name as "acknowledgedBy", d.until_at as "until", d.rule_id as rule,
      stops.list as stops
    from (
      select * from outing o
      where ${scoped(ctx, outing, { alias: 'o' })}
        and (o.state = 'out' or (o.biz_date = ${today}::date and o.state in ('planned', 'returned'))
          or (o.staff_id = ${me}::bigint and o.state = 'planned'))
      order by o.planned_out_at, o.id limit ${MOST + 1}
    ) o
    join staff s on s.id = o.staff_id
    left join institution i on i.id = o.institution_id
    left join staff k on k.id = o.acknowledged_by
    left join lateral (
      select until_at, rule_id from duty
      where subject_type = 'staff' and subject_id = o.staff_id and anchor = o.no and status in ('open', 'breached')
      order by until_at limit 1
    ) d on true
    cross join lateral (${stopsOf(ctx)}) stops
    order by o.planned_out_at, o.id`.execute(ctx.db);
  return { now, me, outings: rows.slice(0, MOST), more: rows.length > MOST };
}

/** The stops of outing `o` as one JSON list, each with the visit record that has come of it. */
function stopsOf({ clock, zone }: Context) {
  return sql`
    select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'version', p.version, 'rank', p.rank,
      'state', p.state,
      'customerId', p.customer_id, 'party', coalesce(c.name, p.party), 'place', p.place,
      'contactName', nullif(p.contact_name, coalesce(c.name, p.party)), 'purpose', p.purpose, 'arrivedAt', p.arrived_at,
      'hasPosition', p.arrival_position is not null, 'visitId', v.id, 'visitState', v.state) order by p.rank), '[]') as list
    from outing_stop p
    left join customer c on c.id = p.customer_id
    left join lateral (
      select id, state from visit
      where customer_id = p.customer_id and staff_id = o.staff_id and state <> 'retracted'
        and biz_date between o.biz_date and (coalesce(o.returned_at, ${clock.now()}) at time zone ${zone}::text)::date
      order by occurred_at limit 1
    ) v on true
    where p.outing_id = o.id`;
}
