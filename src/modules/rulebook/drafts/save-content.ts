import { fail } from '../../../kernel/errors/public.ts';
import { compareRulebooks, type Document } from '../../../kernel/rulebook/compare.ts';
import { mergeRulebooks } from '../../../kernel/rulebook/merge.ts';
import { type Context, transact } from '../../../platform/context.ts';
import { audit } from '../../../platform/ledger/public.ts';
import { type AnyRow, serve, updateRow } from '../../../platform/registers/public.ts';
import { contentOfVersion, latestVersion, loadContent, rememberEditor, storeContent } from './content.ts';
import { draftEffects } from './draft.effects.ts';
import { draft } from './draft.register.ts';
import { draftErrors } from './errors.ts';

export const servedDraft = serve(draft, draftEffects);

/**
 * Writes the document of a draft; it need not be complete yet. The draft's version moves with it, so that of two who
 * edit at once the second is told (ROW_CHANGED). Throws DRAFT_CLOSED outside drafting. Returns the new version.
 */
export function saveContent(
  ctx: Context,
  { id, version, content }: { id: number; version: number; content: Document },
): Promise<number> {
  return write(ctx, { id, version }, async () => ({ content }));
}

/**
 * 并入最新版: brings what was published since into the draft, which from then on changes the last version. Returns the
 * parts that both sides changed; the draft's stay. Throws DRAFT_BASE_CURRENT.
 */
export async function mergeLatest(
  ctx: Context,
  at: { id: number; version: number },
): Promise<{ version: number; conflicts: string[] }> {
  let conflicts: string[] = [];
  const version = await write(ctx, at, async (inside, row) => {
    const latest = await latestVersion(inside);
    if (latest.id === row.base_version) fail(draftErrors.DRAFT_BASE_CURRENT({ version: latest.id }));
    const base = await contentOfVersion(inside, row.base_version as number);
    const theirs = await contentOfVersion(inside, latest.id);
    const result = mergeRulebooks(base, await loadContent(inside, at.id), theirs);
    conflicts = result.conflicts;
    return { content: result.merged, base: latest.id };
  });
  return { version, conflicts };
}

type Written = { content: Document; base?: number };

function write(
  ctx: Context,
  { id, version }: { id: number; version: number },
  make: (inside: Context, row: AnyRow) => Promise<Written>,
): Promise<number> {
  return transact(ctx, async (inside) => {
    const row = await updateRow(inside, servedDraft, id, { version });
    if (row.state !== 'drafting') fail(draftErrors.DRAFT_CLOSED());
    const before = await loadContent(inside, id);
    const { content, base } = await make(inside, row);
    await storeContent(inside, id, content);
    await rememberEditor(inside, id);
    const changed = compareRulebooks(before, content).map((change) => `${change.section}/${change.id}`);
    await audit(inside, {
      action: 'rulebook-draft.write',
      register: draft.id,
      rowId: id,
      institutionOrd: row.institution_ord as number,
      detail: { changed, ...(base !== undefined && { base }) },
    });
    if (base === undefined) return row.version;
    const rebased = await updateRow(inside, servedDraft, id, { version: row.version, base_version: base });
    return rebased.version;
  });
}
