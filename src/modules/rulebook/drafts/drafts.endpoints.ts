import { z } from 'zod';
import type { Problem } from '../../../kernel/errors/public.ts';
import { readRulebook } from '../../../kernel/rulebook/check.ts';
import { compareRulebooks, type Document } from '../../../kernel/rulebook/compare.ts';
import type { Context } from '../../../platform/context.ts';
import { declaredVocabulary, lexiconOf, wordsOf } from '../../../platform/duties/public.ts';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { getRow } from '../../../platform/registers/public.ts';
import { checkedRulebook } from '../library/publish.ts';
import { contentOfVersion, latestVersion, loadContent } from './content.ts';
import { runDraftCases } from './draft-cases.ts';
import { previewRule } from './preview.ts';
import { mergeLatest, saveContent, servedDraft } from './save-content.ts';

/** Whoever may see a draft at all; which ones, its register decides. */
const readers = { roles: ['business', 'leader', 'president', 'audit'] } as const;
const writers = { roles: ['business'] } as const;

/** A regulation of a whole bank with its rules is some hundred kilobytes. */
const LARGEST_DOCUMENT = 4 * 1024 * 1024;

const id = z.coerce.number().int().positive();
const document = z.record(z.string(), z.unknown());
const problem = z.object({ code: z.string(), text: z.string(), path: z.string().optional() });
const change = z.object({
  section: z.string(),
  id: z.string(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});

const read = defineEndpoint({
  id: 'rulebook.draft.content',
  method: 'GET',
  path: '/api/rulebook/drafts/:id/content',
  access: readers,
  summary: '制度草案的正文与规则、与基准版本的差异、尚存的问题',
  input: z.object({ id }),
  output: z.object({
    content: document,
    baseContent: document,
    changes: z.array(change),
    problems: z.array(problem),
    base: z.int(),
    latest: z.int(),
    version: z.int(),
    editable: z.boolean(),
  }),
  handler: (ctx, input) => readDraft(ctx, input.id),
});

const save = defineEndpoint({
  id: 'rulebook.draft.save',
  method: 'PUT',
  path: '/api/rulebook/drafts/:id/content',
  access: writers,
  summary: '保存制度草案的内容，可以尚不完整；他人先行保存的，须先刷新',
  input: z.object({ id, version: z.int(), content: document }),
  output: z.object({ version: z.int() }),
  bodyLimit: LARGEST_DOCUMENT,
  handler: async (ctx, input) => ({ version: await saveContent(ctx, input) }),
});

const merge = defineEndpoint({
  id: 'rulebook.draft.merge',
  method: 'POST',
  path: '/api/rulebook/drafts/:id/merge',
  access: writers,
  summary: '把起草之后发布的最新版并入草案；双方都改过的条目保留草案的写法并逐一指出',
  input: z.object({ id, version: z.int() }),
  output: z.object({ version: z.int(), conflicts: z.array(z.string()) }),
  handler: mergeLatest,
});

const heaviest = z.object({
  staffId: z.int(),
  no: z.string(),
  name: z.string(),
  institution: z.string().nullable(),
  duties: z.int(),
  need: z.int(),
});
const tally = z.object({
  duties: z.int(),
  subjects: z.int(),
  people: z.int(),
  need: z.int(),
  done: z.int(),
  fulfilled: z.int(),
  breached: z.int(),
  heaviest: z.array(heaviest),
});
const limitStanding = z.object({ subjects: z.int(), beyond: z.int(), near: z.int() });
const counted = z.object({ period: z.string(), tally, before: tally.nullable() });

const preview = defineEndpoint({
  id: 'rulebook.draft.preview',
  method: 'POST',
  path: '/api/rulebook/drafts/:id/preview',
  access: readers,
  summary: '草案中一条规则的预览：触及多少客户和人员，下一期多少义务；断开连接即中止计算',
  input: z.object({ id, rule: z.string().max(20), content: document }),
  output: z.object({
    hours: z.string().nullable(),
    next: counted.extend({ estimatedFrom: z.string().nullable() }).nullable(),
    soFar: counted,
    standing: z
      .object({ now: limitStanding, before: limitStanding.nullable(), heaviest: z.array(heaviest) })
      .nullable(),
  }),
  bodyLimit: LARGEST_DOCUMENT,
  raw: true,
  async handler(ctx, input, _request, reply) {
    const { row } = await getRow(ctx, servedDraft, input.id);
    const base = checkedRulebook(await contentOfVersion(ctx, row.base_version as number));
    const gone = new AbortController();
    reply.raw.on('close', () => gone.abort());
    return previewRule(ctx, { content: input.content, base, ruleId: input.rule }, gone.signal);
  },
});

const caseDuty = z.object({
  subject: z.string(),
  anchor: z.string(),
  need: z.int(),
  got: z.int(),
  status: z.string(),
  until: z.string(),
  bearer: z.string().nullable(),
});

const cases = defineEndpoint({
  id: 'rulebook.draft.cases',
  method: 'POST',
  path: '/api/rulebook/drafts/:id/cases',
  access: readers,
  summary: '运行草案中一条规则的样例：逐例给出实际得出的义务，以及与样例所写的差别',
  input: z.object({ id, rule: z.string().max(20), content: document }),
  output: z.object({
    cases: z.array(z.object({ actual: z.array(caseDuty).nullable(), reason: z.string().nullable() })),
  }),
  bodyLimit: LARGEST_DOCUMENT,
  async handler(ctx, input) {
    await getRow(ctx, servedDraft, input.id);
    return { cases: await runDraftCases(ctx, input.content, input.rule) };
  },
});

const vocabulary = defineEndpoint({
  id: 'rulebook.vocabulary',
  method: 'GET',
  path: '/api/rulebook/vocabulary',
  access: 'signed-in',
  summary: '规则可用的词汇及其中文名称、单位',
  input: z.object({}),
  output: z.object({ lexicon: z.unknown(), words: z.unknown() }),
  handler: async () => {
    const declared = declaredVocabulary();
    return { lexicon: lexiconOf(declared), words: wordsOf(declared) };
  },
});

async function readDraft(ctx: Context, draftId: number) {
  const { row, editable } = await getRow(ctx, servedDraft, draftId);
  const [content, latest] = [await loadContent(ctx, draftId), await latestVersion(ctx)];
  const base = await contentOfVersion(ctx, row.base_version as number);
  return {
    content,
    baseContent: base,
    changes: compareRulebooks(base, content),
    problems: problemsOf(content),
    base: row.base_version as number,
    latest: latest.id,
    version: row.version,
    editable: editable && row.state === 'drafting',
  };
}

function problemsOf(content: Document): Problem[] {
  const result = readRulebook(content, lexiconOf(declaredVocabulary()));
  return result.ok ? [] : result.problems;
}

export const draftEndpoints = [read, save, merge, preview, cases, vocabulary];
