import { sql } from 'kysely';
import { fail } from '../../../kernel/errors/public.ts';
import { registerErrors } from '../../../kernel/register/public.ts';
import { compareRulebooks } from '../../../kernel/rulebook/compare.ts';
import type { Context } from '../../../platform/context.ts';
import { defineEffects, momentOf } from '../../../platform/registers/public.ts';
import { issueRulebook } from '../library/issue.ts';
import { assertCases } from '../library/publish.ts';
import { contentOfVersion, latestVersion, loadContent, rememberEditor, storeContent } from './content.ts';
import { EVIDENCE } from './draft.fields.ts';
import { draft } from './draft.register.ts';
import { type DraftRow, takesEffectLater } from './draft.rules.ts';
import { draftErrors } from './errors.ts';
import { publishableRulebook } from './readiness.ts';

/** Two drafts of one version cannot both be published; whoever publishes holds this. */
const PUBLICATION_LOCK = 7_314;

export const draftEffects = defineEffects(draft, {
  create: {
    async prepare(ctx) {
      const { id } = await latestVersion(ctx);
      const author_id = ctx.principal?.staffId ?? fail(registerErrors.ROW_NOT_ALLOWED({ operation: '起草制度' }));
      return { base_version: id, author_id, ...(await topInstitution(ctx)) };
    },
    async after(ctx, { row }) {
      await storeContent(ctx, row.id, await contentOfVersion(ctx, row.base_version));
      await rememberEditor(ctx, row.id);
      return undefined;
    },
  },
  update: {
    async prepare(_ctx, values, before) {
      const others = Object.keys(values).filter((name) => !(EVIDENCE as readonly string[]).includes(name));
      if (before?.state !== 'drafting' && others.length > 0) fail(draftErrors.DRAFT_EVIDENCE_ONLY());
      return {};
    },
  },
  submit: {
    async prepare(ctx, _values, before) {
      const row = before as DraftRow;
      await assertCurrent(ctx, row);
      const content = await loadContent(ctx, row.id);
      const base = await contentOfVersion(ctx, row.base_version);
      if (compareRulebooks(base, content).length === 0) {
        fail(draftErrors.DRAFT_UNCHANGED({ version: row.base_version }));
      }
      await assertCases(ctx, publishableRulebook(content, base));
      return {};
    },
  },
  approve: {
    async prepare(ctx, _values, before) {
      const row = before as DraftRow;
      await assertNotEditor(ctx, row.id);
      await assertCurrent(ctx, row);
      return {};
    },
  },
  publish: {
    async prepare(ctx, _values, before) {
      const row = before as DraftRow;
      await sql`select pg_advisory_xact_lock(${PUBLICATION_LOCK})`.execute(ctx.db);
      await assertCurrent(ctx, row);
      const late = takesEffectLater(row, momentOf(ctx));
      if (late.length > 0) fail(late);
      const base = await contentOfVersion(ctx, row.base_version);
      const rulebook = publishableRulebook(await loadContent(ctx, row.id), base);
      const effectiveOn = row.effective_on ?? fail(registerErrors.ROW_NOT_FOUND());
      return { published_version: await issueRulebook(ctx, rulebook, { effectiveOn, backfill: false }) };
    },
  },
});

/** The bank's topmost institution makes the rulebook. */
async function topInstitution(ctx: Context): Promise<Pick<DraftRow, 'institution_id' | 'institution_ord'>> {
  const top = await ctx.db
    .selectFrom('institution')
    .select(['id as institution_id', 'ord as institution_ord'])
    .orderBy('ord')
    .limit(1)
    .executeTakeFirst();
  return top ?? fail(registerErrors.ROW_NOT_FOUND());
}

/** 依据 RUL-1: a draft changes the last version and takes effect no earlier than it. */
async function assertCurrent(ctx: Context, row: DraftRow): Promise<void> {
  const { id, effectiveOn } = await latestVersion(ctx);
  if (id !== row.base_version) fail(draftErrors.DRAFT_BASE_OLD({ version: id }));
  if (row.effective_on !== null && row.effective_on < effectiveOn) {
    fail(draftErrors.DRAFT_EFFECTIVE_BEFORE_BASE({ version: id, effectiveOn }, 'effective_on'));
  }
}

/** Nobody approves himself, also not who only changed a word of it. */
async function assertNotEditor(ctx: Context, draftId: number): Promise<void> {
  const editor = await ctx.db
    .selectFrom('rulebook_draft_editor')
    .select('staff_id')
    .where('draft_id', '=', draftId)
    .where('staff_id', '=', ctx.principal?.staffId ?? null)
    .executeTakeFirst();
  if (editor) fail(draftErrors.DRAFT_OWN_WORK());
}
