import { z } from 'zod';
import type { Document } from '../../../kernel/rulebook/compare.ts';
import { withoutAnswers } from '../../../kernel/rulebook/quiz.ts';
import type { Rulebook } from '../../../kernel/rulebook/rulebook.ts';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { getRow } from '../../../platform/registers/public.ts';
import { contentOfVersion, loadContent } from '../drafts/content.ts';
import { servedDraft } from '../drafts/save-content.ts';
import { compareDocuments, listVersions } from './versions.ts';

const comparison = z.object({
  changes: z.array(
    z.object({ section: z.string(), id: z.string(), before: z.unknown().optional(), after: z.unknown().optional() }),
  ),
  sentences: z.array(
    z.object({ rule: z.string(), title: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
});

const versions = defineEndpoint({
  id: 'rulebook.versions',
  method: 'GET',
  path: '/api/rulebook/versions',
  access: 'signed-in',
  summary: '制度的历次版本，最新的在前',
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        version: z.int(),
        title: z.string(),
        effectiveOn: z.string(),
        until: z.string().nullable(),
        publishedAt: z.date(),
        publishedBy: z.string().nullable(),
      }),
    ),
  }),
  handler: async (ctx) => ({ items: await listVersions(ctx) }),
});

const compare = defineEndpoint({
  id: 'rulebook.compare',
  method: 'GET',
  path: '/api/rulebook/compare',
  access: 'signed-in',
  summary: '两个版本的修订对照',
  input: z.object({ from: z.coerce.number().int().positive(), to: z.coerce.number().int().positive() }),
  output: comparison,
  handler: async (ctx, { from, to }) =>
    compareDocuments(published(await contentOfVersion(ctx, from)), published(await contentOfVersion(ctx, to))),
});

const compareDraft = defineEndpoint({
  id: 'rulebook.draft.compare',
  method: 'GET',
  path: '/api/rulebook/drafts/:id/comparison',
  access: { roles: ['business', 'leader', 'president', 'audit'] },
  summary: '草案与其基准版本的修订对照',
  input: z.object({ id: z.coerce.number().int().positive() }),
  output: comparison.extend({ base: z.int() }),
  async handler(ctx, { id }) {
    const { row } = await getRow(ctx, servedDraft, id);
    const base = row.base_version as number;
    return { base, ...compareDocuments(await contentOfVersion(ctx, base), await loadContent(ctx, id)) };
  },
});

/** As everybody may read it: the answers of the quizzes stay with those who write them. */
function published(document: Document): Document {
  return { ...document, regulations: withoutAnswers((document.regulations ?? []) as Rulebook['regulations']) };
}

export const versionEndpoints = [versions, compare, compareDraft];
