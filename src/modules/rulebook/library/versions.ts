import { sql } from 'kysely';
import { type Change, compareRulebooks, type Document } from '../../../kernel/rulebook/compare.ts';
import { type Rule, ruleSchema } from '../../../kernel/rulebook/rule.ts';
import type { Rulebook } from '../../../kernel/rulebook/rulebook.ts';
import { sentenceOf } from '../../../kernel/rulebook/sentence.ts';
import type { Context } from '../../../platform/context.ts';
import { declaredVocabulary, loadVersions, wordsOf } from '../../../platform/duties/public.ts';

export type ListedVersion = {
  version: number;
  title: string;
  effectiveOn: string;
  until: string | null;
  publishedAt: Date;
  publishedBy: string | null;
};

/** Every version that rules or has ruled or will, newest first. */
export async function listVersions(ctx: Context): Promise<ListedVersion[]> {
  const versions = await loadVersions(ctx.db, ctx.clock.now());
  const { rows } = await sql<{ id: number; published_at: Date; name: string | null }>`
    select v.id, v.published_at, s.name from rulebook_version v
    left join account a on a.id = v.published_by left join staff s on s.id = a.staff_id
    where v.id = any(${versions.map(({ id }) => id)}::int[])`.execute(ctx.db);
  const published = new Map(rows.map((row) => [row.id, row]));
  return versions
    .map(({ id, effectiveOn, until, rulebook }) => ({
      version: id,
      title: rulebook.title,
      effectiveOn,
      until,
      publishedAt: published.get(id)?.published_at ?? new Date(0),
      publishedBy: published.get(id)?.name ?? null,
    }))
    .reverse();
}

export type Comparison = {
  changes: Change[];
  /** Rules that say something else now, also where only a parameter behind them moved. */
  sentences: { rule: string; title: string; before: string | null; after: string | null }[];
};

/** What a revision changes, part by part, and what it makes of each rule's sentence (依据 RUL-1). */
export function compareDocuments(before: Document, after: Document): Comparison {
  const [old, current] = [sentencesOf(before), sentencesOf(after)];
  const ids = [...new Set([...current.keys(), ...old.keys()])];
  const sentences = ids
    .map((rule) => ({
      rule,
      title: (current.get(rule) ?? old.get(rule))?.title ?? '',
      before: old.get(rule)?.sentence ?? null,
      after: current.get(rule)?.sentence ?? null,
    }))
    .filter((one) => one.before !== one.after);
  return { changes: compareRulebooks(before, after), sentences };
}

/** A draft's rules may be incomplete; those have no sentence yet. */
function sentencesOf(document: Document): Map<string, { title: string; sentence: string }> {
  const words = wordsOf(declaredVocabulary());
  const parameters = (document.parameters ?? {}) as Rulebook['parameters'];
  const rules = ((document.rules ?? []) as unknown[]).flatMap((one) => {
    const parsed = ruleSchema.safeParse(one);
    return parsed.success ? [parsed.data as Rule] : [];
  });
  return new Map(rules.map((rule) => [rule.id, { title: rule.title, sentence: sentenceOf(rule, parameters, words) }]));
}
