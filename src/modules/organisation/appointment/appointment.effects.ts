import { fail } from '../../../kernel/errors/public.ts';
import type { Context } from '../../../platform/context.ts';
import { defineEffects, momentOf } from '../../../platform/registers/public.ts';
import { organisationErrors } from '../errors.ts';
import { holdInstitutionTree } from '../institution-tree.ts';
import { appointment } from './appointment.register.ts';
import { refreshPlacement } from './placement.ts';

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

async function place(ctx: Context, { row }: { row: { staff_id: number } }): Promise<undefined> {
  await refreshPlacement(ctx.db, momentOf(ctx).today, [row.staff_id]);
}

export const appointmentEffects = defineEffects(appointment, {
  create: { prepare, after: place },
  update: { prepare, after: place },
  cancel: { after: place },
});
