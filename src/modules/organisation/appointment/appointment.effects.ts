import type { CivilDate } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import type { Row } from '../../../kernel/register/public.ts';
import type { Context } from '../../../platform/context.ts';
import { markOfficesStale } from '../../../platform/duties/public.ts';
import { defineEffects, momentOf, type Outcome } from '../../../platform/registers/public.ts';
import { organisationErrors } from '../errors.ts';
import { holdInstitutionTree } from '../institution-tree.ts';
import { appointment } from './appointment.register.ts';
import { refreshPlacement } from './placement.ts';

type AppointmentRow = Row<typeof appointment>;

/** The post must be in the dictionary; the institution's number is copied so that scope is one range. */
async function prepare(ctx: Context, { post, institution_id }: { post?: string; institution_id?: number }) {
  if (post !== undefined) await assertPost(ctx, post);
  if (institution_id === undefined) return {};
  await holdInstitutionTree(ctx.db);
  const place = await ctx.db
    .selectFrom('institution')
    .select('ord')
    .where('id', '=', institution_id)
    .executeTakeFirst();
  return { institution_ord: place?.ord ?? null };
}

async function assertPost(ctx: Context, post: string): Promise<void> {
  const known = await ctx.db.selectFrom('post').select('name').where('name', '=', post).executeTakeFirst();
  if (!known) fail(organisationErrors.POST_UNKNOWN({ post }, 'post'));
}

type Change = { row: AppointmentRow; before: AppointmentRow | null };

/** The person is placed, what he owes follows, and so does who bears what is owed below an office that changed hands. */
async function place(ctx: Context, { row, before }: Change): Promise<Outcome> {
  await refreshPlacement(ctx.db, momentOf(ctx).today, [row.staff_id]);
  for (const { post, institution_id, valid_from } of before ? [before, row] : [row]) {
    await markBelowOffice(ctx, { post, institutionId: institution_id, since: valid_from });
  }
  const since = before && before.valid_from < row.valid_from ? before.valid_from : row.valid_from;
  return { touched: [{ subjectType: 'staff', subjectIds: [row.staff_id], since }] };
}

async function markBelowOffice(
  ctx: Context,
  { post, institutionId, since }: { post: string; institutionId: number; since: CivilDate },
): Promise<void> {
  const office = await ctx.db.selectFrom('post').select('role').where('name', '=', post).executeTakeFirst();
  if (office) await markOfficesStale(ctx.db, [{ role: office.role, institutionId, since }], ctx.clock.now());
}

export const appointmentEffects = defineEffects(appointment, {
  create: { prepare, after: place },
  update: { prepare, after: place },
  cancel: { after: place },
});
