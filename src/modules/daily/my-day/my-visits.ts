import { type CivilDate, startOfDay } from '../../../kernel/calendar/index.ts';
import type { Context } from '../../../platform/context.ts';
import { defineStatement } from '../../../platform/db/statement.ts';

export type VisitLine = {
  id: number;
  customerId: number;
  customer: string;
  occurredAt: Date;
  state: 'draft' | 'submitted' | 'confirmed' | 'returned';
  purpose: string | null;
};

/** A superior's sentence on one's visit: 朱批. */
export type InstructionLine = {
  visitId: number;
  customer: string;
  text: string;
  by: string;
  at: Date;
  state: VisitLine['state'];
};

const visitsStatement = defineStatement<VisitLine>(
  'daily.visits-of-day',
  `select v.id, v.customer_id as "customerId", c.name as customer, v.occurred_at as "occurredAt", v.state, v.purpose
  from visit v join customer c on c.id = v.customer_id
  where v.staff_id = $1 and v.biz_date = $2::date and v.state <> 'retracted'
  order by v.occurred_at, v.id limit 50`,
);

export function visitsOfDay(
  { db }: Context,
  { staffId, today }: { staffId: number; today: CivilDate },
): Promise<VisitLine[]> {
  return visitsStatement(db, staffId, today);
}

/** Visits older than this are not commented on any more in a way that concerns the day. */
const instructionsStatement = defineStatement<InstructionLine>(
  'daily.instructions',
  `select v.id as "visitId", c.name as customer, v.comment as text, p.name as by, v.reviewed_at as at, v.state
  from visit v join customer c on c.id = v.customer_id join staff p on p.id = v.reviewed_by
  where v.staff_id = $1 and v.biz_date >= $2::date - 30 and v.comment is not null
    and (v.reviewed_at >= $3 or v.state = 'returned') and v.state in ('confirmed', 'returned')
  order by v.state = 'returned' desc, v.reviewed_at desc limit 10`,
);

/** What superiors wrote since a day, and what they returned and is still not sent again. */
export function instructionsForMe(
  { db, zone }: Context,
  { staffId, since }: { staffId: number; since: CivilDate },
): Promise<InstructionLine[]> {
  return instructionsStatement(db, staffId, since, startOfDay(since, zone));
}
