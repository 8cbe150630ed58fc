import { fail } from '../../../kernel/errors/public.ts';
import { parametersIn } from '../../../kernel/rulebook/parameters.ts';
import type { Clause, Rulebook } from '../../../kernel/rulebook/rulebook.ts';
import { sentenceOf } from '../../../kernel/rulebook/sentence.ts';
import type { Context } from '../../../platform/context.ts';
import { declaredVocabulary, wordsOf } from '../../../platform/duties/public.ts';
import { dutyErrors } from '../errors.ts';
import { rulebookInForce } from './in-force.ts';

export type ClauseView = {
  version: number;
  clause: Clause;
  /** What hangs on the clause in force: rules in one sentence each, tables, ladders, scores by name. */
  rules: { id: string; title: string; sentence: string | null }[];
  /** The figures that they use. */
  parameters: { name: string; label: string; value: string; unit: string }[];
};

/**
 * The clause in force behind an id that people see: its own, a rule's, a points table's, a ladder's, a score's or a
 * grade's. Of a clause all that hangs on it. Throws RULE_UNKNOWN, RULEBOOK_MISSING.
 */
export async function clauseView(ctx: Context, { id }: { id: string }): Promise<ClauseView> {
  const { id: version, rulebook } = await rulebookInForce(ctx);
  const parts = partsOf(rulebook);
  const named = parts.filter((part) => part.id === id);
  const clauseId = named[0]?.clause ?? id;
  const found = clausesOf(rulebook).find((candidate) => candidate.id === clauseId);
  if (!found) return fail(dutyErrors.RULE_UNKNOWN({ id }));
  const { quiz: _, ...clause } = found;
  const shown = id === clauseId ? parts.filter((part) => part.clause === clauseId) : named;
  const names = new Set(shown.flatMap(({ node }) => parametersIn(node)));
  return {
    version,
    clause,
    rules: shown.map(({ id: part, title, sentence }) => ({ id: part, title, sentence })),
    parameters: Object.entries(rulebook.parameters).flatMap(([name, { label, value, unit }]) =>
      names.has(name) ? [{ name, label, value: String(value), unit }] : [],
    ),
  };
}

type Part = { id: string; clause: string; title: string; sentence: string | null; node: unknown };

function partsOf({ rules, parameters, pointsTables, ladders, scores, grades }: Rulebook): Part[] {
  const words = wordsOf(declaredVocabulary());
  const named = [...pointsTables, ...ladders, ...scores, ...grades];
  return [
    ...rules.map((rule) => ({ ...headOf(rule), sentence: sentenceOf(rule, parameters, words) })),
    ...named.map((part) => ({ ...headOf(part), sentence: null })),
  ];
}

const headOf = (node: { id: string; clause: string; title: string }) => ({
  id: node.id,
  clause: node.clause,
  title: node.title,
  node,
});

const clausesOf = ({ regulations }: Rulebook) =>
  regulations.flatMap(({ chapters }) => chapters.flatMap(({ clauses }) => clauses));
