import { readFile } from 'node:fs/promises';
import type { Rulebook } from '../../../kernel/rulebook/rulebook.ts';
import { checkedRulebook } from '../library/publish.ts';

/** `standard`: one bank's regulations with their figures; `empty`: a rulebook without rules. */
export const TEMPLATES = ['standard', 'empty'] as const;
export type TemplateName = (typeof TEMPLATES)[number];

export async function readTemplate(name: TemplateName): Promise<Rulebook> {
  const text = await readFile(new URL(`${name}.json`, import.meta.url), 'utf8');
  return checkedRulebook(JSON.parse(text));
}
