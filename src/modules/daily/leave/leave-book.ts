import { sql } from 'kysely';
import type { CivilDate } from '../../../kernel/calendar/index.ts';
import { scoped } from '../../../platform/access/public.ts';
import type { Context } from '../../../platform/context.ts';
import { leave } from './leave.register.ts';
import type { LeaveState } from './leave.rules.ts';

/** What a printed register can hold; a longer span is printed in parts. */
const MOST = 500;

export type LeaveLine = {
  no: string;
  staff: string;
  institution: string | null;
  reason: string | null;
  from: CivilDate;
  to: CivilDate;
  state: LeaveState;
  decidedBy: string | null;
  comment: string | null;
  handoverTo: string | null;
  handover: string | null;
  returnedAt: Date | null;
};

/** 依据 DAY-15: 请销假登记簿, the leaves that touch the days `from` to `to`, in their order. */
export async function leaveBook(
  ctx: Context,
  { from, to }: { from: CivilDate; to: CivilDate },
): Promise<{ lines: LeaveLine[]; more: boolean }> {
  const { rows } = await sql<LeaveLine>`
    select l.no, s.name as staff, i.name as institution, l.reason, l.from_date as from, l.to_date as to, l.state,
      d.name as "decidedBy", l.comment, h.name as "handoverTo", l.handover, l.returned_at as "returnedAt"
    from leave l
    join staff s on s.id = l.staff_id
    left join institution i on i.id = l.institution_id
    left join staff d on d.id = l.decided_by
    left join staff h on h.id = l.handover_to
    where ${scoped(ctx, leave, { alias: 'l' })} and l.state <> 'cancelled'
      and l.from_date <= ${to}::date and l.to_date >= ${from}::date
    order by l.from_date, l.id limit ${MOST + 1}`.execute(ctx.db);
  return { lines: rows.slice(0, MOST), more: rows.length > MOST };
}
