import type { Context } from '../../../platform/context.ts';
import { defineEffects } from '../../../platform/registers/public.ts';
import { fileIncident } from '../../assessment/public.ts';
import { placeOfStaff } from '../../daily/public.ts';
import { OUTCOMES } from './post-check.fields.ts';
import { postCheck } from './post-check.register.ts';
import type { PostCheckRow } from './post-check.rules.ts';

export const postCheckEffects = defineEffects(postCheck, {
  pass: { prepare: tell },
  report: { prepare: tell },
  charge: {
    async prepare(ctx, { fault }, before) {
      return before && fault ? { incident_id: await chargeWith(ctx, before, fault) } : {};
    },
  },
});

/** 依据 DAY-13: with the finding the person is told, and those above him find the row. */
async function tell(ctx: Context, _values: unknown, before: PostCheckRow | null): Promise<Partial<PostCheckRow>> {
  if (!before) return {};
  const { institution_id, institution_ord } = await placeOfStaff(ctx, before.staff_id);
  return { informed_id: before.staff_id, institution_id, institution_ord };
}

/** What was found and what he says to it go into the incident, which another person confirms or dismisses. */
function chargeWith(ctx: Context, row: PostCheckRow, fault: string): Promise<number> {
  const outcome = row.outcome === null ? '' : OUTCOMES[row.outcome];
  const said = row.reply === null ? [] : [`本人说明：${row.reply}`];
  return fileIncident(ctx, {
    staff_id: row.staff_id,
    occurred_at: row.checked_at ?? row.recorded_at,
    fault,
    description: [`${outcome}（应在：${row.place}）`, row.note ?? '', ...said].join('\n'),
    evidence: `查岗 ${row.no}${row.photo === null ? '' : '，附现场照片'}`,
  });
}
