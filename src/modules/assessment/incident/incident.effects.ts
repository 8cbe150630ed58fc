import { sql } from 'kysely';
import { costOfIncident } from '../../../kernel/assess/points.ts';
import { civilDateOf } from '../../../kernel/calendar/index.ts';
import { fail, type Problem } from '../../../kernel/errors/public.ts';
import type { Context } from '../../../platform/context.ts';
import { loadVersions } from '../../../platform/duties/public.ts';
import { defineEffects, momentOf } from '../../../platform/registers/public.ts';
import { mayJudge } from '../breach/authority.ts';
import { assertDeductible } from '../deduction/deductible.ts';
import { assessmentErrors } from '../errors.ts';
import { itemOf } from '../settle/faults.ts';
import { settle } from '../settle/settle.ts';
import { incident } from './incident.register.ts';
import type { IncidentRow } from './incident.rules.ts';

type Content = Partial<Pick<IncidentRow, 'staff_id' | 'occurred_at' | 'fault' | 'circumstances'>>;

export const incidentEffects = defineEffects(incident, {
  create: {
    prepare: async (ctx, values) => ({ ...(await priced(ctx, values)), filed_by: ctx.principal?.staffId as number }),
  },
  update: { prepare: (ctx, values, before) => priced(ctx, { ...before, ...values }) },
  confirm: {
    async prepare(ctx, values, before) {
      await requireSuperior(ctx, values, before);
      if (before && values.deduction) await assertDeductible(ctx, before.staff_id, values.deduction);
      return {};
    },
    after: settled,
  },
  dismiss: { prepare: requireSuperior },
});

/** Where the person is placed, and the item and circumstances as the table in force on that day has them. */
async function priced(ctx: Context, { staff_id, occurred_at, fault, ...content }: Content) {
  const circumstances = content.circumstances ?? [];
  const place = await ctx.db
    .selectFrom('staff')
    .select(['institution_id', 'institution_ord'])
    .where('id', '=', staff_id ?? 0)
    .executeTakeFirst();
  if (place?.institution_id == null || place.institution_ord === null) {
    return fail(assessmentErrors.INCIDENT_UNPLACED(undefined, 'staff_id'));
  }
  const day = civilDateOf(occurred_at ?? ctx.clock.now(), ctx.zone);
  const versions = await loadVersions(ctx.db, ctx.clock.now());
  const item = itemOf(fault ?? '');
  const cost = costOfIncident(versions, { ...item, circumstances }, day);
  const table = versions
    .findLast(({ effectiveOn }) => effectiveOn <= day)
    ?.rulebook.pointsTables.find(({ id }) => id === item.table);
  const problems: Problem[] = circumstances
    .filter((id) => !table?.aggravations.some((one) => one.id === id))
    .map(() => assessmentErrors.INCIDENT_CIRCUMSTANCE(undefined, 'circumstances'));
  if (cost === null) problems.push(assessmentErrors.INCIDENT_ITEM({ day }, 'fault'));
  if (cost === null || problems.length > 0) return fail(problems);
  return {
    institution_id: place.institution_id,
    institution_ord: place.institution_ord,
    fault_title: cost.label,
    tariff: cost.amount,
  };
}

async function requireSuperior(ctx: Context, _values: unknown, before: IncidentRow | null) {
  const { rows } = await sql<{ superior: boolean }>`
    select ${mayJudge(ctx, 'i', momentOf(ctx).today)} as superior
    from (select staff_id as bearer_id, institution_ord from incident where id = ${before?.id}) i`.execute(ctx.db);
  if (!rows[0]?.superior) fail(assessmentErrors.INCIDENT_NOT_YOURS());
  return {};
}

async function settled(ctx: Context, { row }: { row: IncidentRow }) {
  return { detail: { ...(await settle(ctx, row.staff_id, [{ incidentId: row.id }])) } };
}
