import { sql } from 'kysely';
import type { CivilDate } from '../../../kernel/calendar/index.ts';
import type { Context } from '../../../platform/context.ts';
import { refreshDuties, touchedBy } from '../../../platform/duties/public.ts';
import { audit, recordFacts } from '../../../platform/ledger/public.ts';
import { callMeetings } from './call-meetings.ts';
import { followExpectations } from './expectation.ts';
import { holdingOf, type MeetingRow } from './meeting.rules.ts';
import { settleSheet } from './roster.ts';

/** When a day begins: what nobody closed yesterday is closed, then today's sessions are called (依据 DAY-1 … DAY-3). */
export async function turnOfMeetings(ctx: Context, today: CivilDate): Promise<void> {
  await closeForgotten(ctx, today);
  await callMeetings(ctx, today);
}

/**
 * A session of a past day that was never closed took place if anybody signed in: nobody who came shall owe because the
 * leader forgot. One to which nobody came did not.
 */
async function closeForgotten(ctx: Context, today: CivilDate): Promise<void> {
  const { rows } = await sql<MeetingRow & { attended: boolean }>`
    select m.*, exists (
      select from meeting_attendance a where a.meeting_id = m.id and a.status in ('present', 'late')) as attended
    from meeting m where m.state = 'called' and m.biz_date < ${today}::date order by m.id`.execute(ctx.db);
  const held = rows.filter(({ attended }) => attended);
  const missed = rows.filter(({ attended }) => !attended);
  const now = ctx.clock.now();
  await moveAll(ctx, held, sql`state = 'held', held_at = ${now}`);
  await moveAll(ctx, missed, sql`state = 'cancelled', cancellation = '当日无人签到'`);
  await settleSheet(
    ctx.db,
    held.map(({ id }) => id),
  );
  await followExpectations(
    ctx,
    rows.map(({ id }) => id),
  );
  const moved = await recordFacts(
    ctx,
    held.map((row) => ({ ...holdingOf(row), kind: 'meeting.held', fresh: true })),
  );
  if (moved.length > 0) await refreshDuties(ctx, touchedBy('institution', moved));
  for (const { id, institution_ord } of rows) {
    await audit(ctx, { action: 'meeting.lapse', register: 'meeting', rowId: id, institutionOrd: institution_ord });
  }
}

async function moveAll(ctx: Context, rows: readonly MeetingRow[], set: ReturnType<typeof sql>): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update meeting set ${set}, version = version + 1 where id = any(${rows.map(({ id }) => id)}::bigint[])`.execute(
    ctx.db,
  );
}
