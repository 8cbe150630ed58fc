import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import '../../src/modules/index.ts';
import { readRulebook } from '../../src/kernel/rulebook/check.ts';
import { declaredVocabulary, lexiconOf } from '../../src/platform/duties/public.ts';

/** Whoever writes a rulebook goes by docs/rulebook-language.md, so every example in it must be one. */
const page = await readFile(new URL('../../docs/rulebook-language.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) => JSON.parse(text as string));
const whole = blocks.find((block) => 'format' in block);
const facts = blocks.find((block) => 'call.made' in block);
const rules = blocks.filter((block) => 'shape' in block);

const problemsOf = (document: unknown) => {
  const result = readRulebook(document, lexiconOf(declaredVocabulary()));
  return result.ok ? [] : result.problems.map(({ path, text }) => `${path} ${text}`);
};

describe('[RUL-2] 制度语言的说明', () => {
  test('整份文件', () => {
    expect(problemsOf(whole)).toEqual([]);
  });

  test.each(rules.map((rule) => [rule.title, rule]))('%s', (_, rule) => {
    expect(problemsOf({ ...whole, facts, rules: [rule] })).toEqual([]);
  });

  test('三种形状都有例子', () => {
    expect(new Set(rules.map(({ shape }) => shape))).toEqual(new Set(['recurring', 'response', 'limit']));
  });
});
