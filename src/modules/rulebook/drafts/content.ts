import { fail } from '../../../kernel/errors/public.ts';
import { registerErrors } from '../../../kernel/register/public.ts';
import type { Document } from '../../../kernel/rulebook/compare.ts';
import type { RulebookVersion } from '../../../kernel/rulebook/rulebook.ts';
import type { Context } from '../../../platform/context.ts';
import { loadVersions } from '../../../platform/duties/public.ts';
import { dutyErrors } from '../errors.ts';

/** The document of a draft, as far as it is written. Throws ROW_NOT_FOUND. */
export async function loadContent(ctx: Context, draftId: number): Promise<Document> {
  const found = await ctx.db
    .selectFrom('rulebook_draft_content')
    .select('content')
    .where('draft_id', '=', draftId)
    .executeTakeFirst();
  return (found?.content as Document | undefined) ?? fail(registerErrors.ROW_NOT_FOUND());
}

export async function storeContent(ctx: Context, draftId: number, content: Document): Promise<void> {
  const row = { draft_id: draftId, content: JSON.stringify(content) };
  await ctx.db
    .insertInto('rulebook_draft_content')
    .values(row)
    .onConflict((conflict) => conflict.column('draft_id').doUpdateSet({ content: row.content }))
    .execute();
}

/** Remembers who wrote: whoever did so once cannot approve. */
export async function rememberEditor(ctx: Context, draftId: number): Promise<void> {
  const staffId = ctx.principal?.staffId ?? fail(registerErrors.ROW_NOT_ALLOWED({ operation: '起草' }));
  const edited_at = ctx.clock.now();
  await ctx.db
    .insertInto('rulebook_draft_editor')
    .values({ draft_id: draftId, staff_id: staffId, edited_at })
    .onConflict((conflict) => conflict.columns(['draft_id', 'staff_id']).doUpdateSet({ edited_at }))
    .execute();
}

/** The last version that is published, in force or still to come. Throws RULEBOOK_MISSING. */
export async function latestVersion(ctx: Context): Promise<RulebookVersion> {
  const versions = await loadVersions(ctx.db, ctx.clock.now());
  return versions.at(-1) ?? fail(dutyErrors.RULEBOOK_MISSING());
}

/** The rulebook of a version by its number. Throws RULEBOOK_MISSING. */
export async function contentOfVersion(ctx: Context, id: number): Promise<Document> {
  const found = await ctx.db.selectFrom('rulebook_version').select('content').where('id', '=', id).executeTakeFirst();
  return (found?.content as Document | undefined) ?? fail(dutyErrors.RULEBOOK_MISSING());
}
