import { z } from 'zod';
import { fail } from '../../../kernel/errors/public.ts';
import { parametersIn } from '../../../kernel/rulebook/parameters.ts';
import { withoutAnswers } from '../../../kernel/rulebook/quiz.ts';
import { sentenceOf } from '../../../kernel/rulebook/sentence.ts';
import type { Context } from '../../../platform/context.ts';
import { declaredVocabulary, wordsOf } from '../../../platform/duties/public.ts';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { dutyErrors } from '../errors.ts';
import { clauseView } from './clause.ts';
import { rulebookInForce } from './in-force.ts';
import { currentResults } from './results.ts';

const clause = z.object({ id: z.string(), title: z.string(), text: z.string() });
const points = z.object({ table: z.string(), item: z.string(), label: z.string(), points: z.string() });
const rule = z.object({
  id: z.string(),
  clause: z.string(),
  title: z.string(),
  shape: z.enum(['recurring', 'response', 'limit']),
  sentence: z.string(),
  /** Names of the parameters that its figures come from. */
  parameters: z.array(z.string()),
  /** What a confirmed breach costs, as an exact decimal; null: nothing. */
  points: points.nullable(),
});

const readRule = defineEndpoint({
  id: 'rulebook.rule',
  method: 'GET',
  path: '/api/rules/:id',
  access: 'signed-in',
  summary: '现行制度的一条规则：条款原文与一句话说明',
  input: z.object({ id: z.string().max(20) }),
  output: rule.extend({ clauseText: clause.nullable() }),
  async handler(ctx, { id }) {
    const view = await viewRulebook(ctx);
    const found = view.rules.find((candidate) => candidate.id === id);
    if (!found) return fail(dutyErrors.RULE_UNKNOWN({ id }));
    const clauses = view.regulations.flatMap(({ chapters }) => chapters.flatMap((chapter) => chapter.clauses));
    return { ...found, clauseText: clauses.find((candidate) => candidate.id === found.clause) ?? null };
  },
});

const readClause = defineEndpoint({
  id: 'rulebook.clause',
  method: 'GET',
  path: '/api/clauses/:id',
  access: 'signed-in',
  summary: '一个编号背后的条款：原文、挂在上面的规则和所用参数；编号可以是条款、规则、积分表、阶梯、考核或等级',
  input: z.object({ id: z.string().max(20) }),
  output: z.object({
    version: z.int(),
    clause,
    rules: z.array(z.object({ id: z.string(), title: z.string(), sentence: z.string().nullable() })),
    parameters: z.array(z.object({ name: z.string(), label: z.string(), value: z.string(), unit: z.string() })),
  }),
  handler: clauseView,
});

const readRulebook = defineEndpoint({
  id: 'rulebook.read',
  method: 'GET',
  path: '/api/rulebook',
  access: 'signed-in',
  summary: '现行制度：正文、规则、参数、积分表',
  output: z.object({
    title: z.string(),
    version: z.int(),
    effectiveOn: z.string(),
    until: z.string().nullable(),
    regulations: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        issuer: z.string(),
        scope: z.string(),
        /** Roles that must read it; absent: everybody. */
        readers: z.array(z.string()).optional(),
        chapters: z.array(z.object({ title: z.string(), clauses: z.array(clause) })),
      }),
    ),
    rules: z.array(rule),
    parameters: z.array(
      z.object({ name: z.string(), label: z.string(), value: z.string(), unit: z.string(), clause: z.string() }),
    ),
    pointsTables: z.array(
      z.object({
        id: z.string(),
        clause: z.string(),
        title: z.string(),
        items: z.array(z.object({ id: z.string(), label: z.string(), points: z.string() })),
      }),
    ),
  }),
  handler: viewRulebook,
});

const readResults = defineEndpoint({
  id: 'rulebook.results',
  method: 'GET',
  path: '/api/rulebook/results',
  access: 'signed-in',
  summary: '各规则本期的执行结果，按权限范围',
  output: z.object({
    items: z.array(
      z.object({
        rule: z.string(),
        period: z.string(),
        duties: z.int(),
        fulfilled: z.int(),
        open: z.int(),
        breached: z.int(),
        late: z.int(),
        waived: z.int(),
        void: z.int(),
      }),
    ),
  }),
  handler: async (ctx) => ({ items: await currentResults(ctx) }),
});

/** The rulebook in force as people read it. */
async function viewRulebook(ctx: Context) {
  const { id, effectiveOn, until, rulebook } = await rulebookInForce(ctx);
  const { title, regulations, parameters, pointsTables } = rulebook;
  const words = wordsOf(declaredVocabulary(), rulebook);
  return {
    title,
    version: id,
    effectiveOn,
    until,
    regulations: withoutAnswers(regulations),
    pointsTables,
    rules: rulebook.rules.map((one) => {
      const cost = one.breach.points;
      const item = pointsTables.find((table) => table.id === cost?.table)?.items.find((row) => row.id === cost?.item);
      return {
        id: one.id,
        clause: one.clause,
        title: one.title,
        shape: one.shape,
        sentence: sentenceOf(one, parameters, words),
        parameters: parametersIn(one),
        points: cost && item ? { ...cost, label: item.label, points: item.points } : null,
      };
    }),
    parameters: Object.entries(parameters).map(([name, { value, ...rest }]) => ({
      name,
      value: String(value),
      ...rest,
    })),
  };
}

export const libraryEndpoints = [readRule, readClause, readRulebook, readResults];
