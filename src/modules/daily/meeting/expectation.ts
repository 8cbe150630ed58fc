import { sql } from 'kysely';
import { type CivilDate, startOfDay } from '../../../kernel/calendar/index.ts';
import type { Context } from '../../../platform/context.ts';
import { refreshDuties, touchedBy } from '../../../platform/duties/public.ts';
import { recordFacts } from '../../../platform/ledger/public.ts';
import { expectationOf } from './meeting.rules.ts';

type Line = {
  no: string;
  kind: string;
  institution_id: number;
  biz_date: CivilDate;
  staff_id: number;
  withdrawn: boolean;
};

/**
 * 依据 DAY-1: who is expected at a session owes his attendance, and nobody owes it at a session that is cancelled or
 * from which he is excused. Brings the facts that say so in line with the sheets; does nothing where they are.
 */
export async function followExpectations(ctx: Context, meetingIds: readonly number[]): Promise<void> {
  if (meetingIds.length === 0) return;
  const { rows } = await sql<Line>`
    select m.no, m.kind, m.institution_id, m.biz_date, a.staff_id, w.withdrawn
    from meeting m
    join meeting_attendance a on a.meeting_id = m.id
    cross join lateral (select m.state = 'cancelled' or a.status = 'excused' as withdrawn) w
    left join fact f on f.kind = 'meeting.expected' and f.key = m.no || '/' || a.staff_id and f.superseded_at is null
    where m.id = any(${meetingIds}::bigint[]) and coalesce(f.retracted, true) <> w.withdrawn
    order by m.id, a.staff_id`.execute(ctx.db);
  const moved = await recordFacts(
    ctx,
    rows.map((line) => expectationOf(line, startOfDay(line.biz_date, ctx.zone))),
  );
  if (moved.length > 0) await refreshDuties(ctx, touchedBy('staff', moved));
}
