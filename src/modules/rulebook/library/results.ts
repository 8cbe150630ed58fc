import { sql } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { dutyScope } from '../duties/duty-scope.ts';
import { currentPeriod, rulebookInForce } from './in-force.ts';

export type RuleResult = {
  rule: string;
  /** The period in progress that is counted: `2026-03`, `2026H1`. */
  period: string;
  duties: number;
  fulfilled: number;
  open: number;
  breached: number;
  late: number;
  waived: number;
  void: number;
};

/** How each rule in force stands in its period in progress, over the duties that the principal may see. */
export async function currentResults(ctx: Context): Promise<RuleResult[]> {
  const { rulebook } = await rulebookInForce(ctx);
  const today = momentOf(ctx).today;
  const asked = rulebook.rules.map((rule) => ({ rule: rule.id, period: currentPeriod(rule, today) }));
  const { rows } = await sql<RuleResult>`
    select d.rule_id as rule, d.period, count(*)::int as duties,
      count(*) filter (where d.status = 'fulfilled')::int as fulfilled,
      count(*) filter (where d.status in ('open', 'pending', 'suspended'))::int as open,
      count(*) filter (where d.status = 'breached')::int as breached,
      count(*) filter (where d.status = 'late')::int as late,
      count(*) filter (where d.status = 'waived')::int as waived,
      count(*) filter (where d.status = 'void')::int as void
    from duty d
    where d.period = any(${[...new Set(asked.map(({ period }) => period))]}::text[]) and ${dutyScope(ctx, 'd')}
    group by d.rule_id, d.period`.execute(ctx.db);
  const none = { duties: 0, fulfilled: 0, open: 0, breached: 0, late: 0, waived: 0, void: 0 };
  return asked.map((key) => ({
    ...none,
    ...rows.find((row) => row.rule === key.rule && row.period === key.period),
    ...key,
  }));
}
