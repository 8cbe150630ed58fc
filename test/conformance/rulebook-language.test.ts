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
const strata = blocks.find((block) => 'ladders' in block);

const schema = JSON.parse(await readFile(new URL('../../generated/rulebook.schema.json', import.meta.url), 'utf8'));

/** Every name that a document may write: fields, and the words of closed lists. */
function namesOf(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  if (Array.isArray(node)) return node.flatMap(namesOf);
  const {
    properties = {},
    enum: words = [],
    const: word,
  } = node as { properties?: object; enum?: unknown[]; const?: unknown };
  const own = [...Object.keys(properties), ...[...words, word].filter((one) => typeof one === 'string')];
  return [...own, ...Object.values(node).flatMap(namesOf)];
}

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

  test('违规之上的各层：积分表、阶梯、考核、等级', () => {
    expect(problemsOf({ ...whole, facts, ...strata })).toEqual([]);
    const counted = Object.values(strata as Record<string, unknown[]>).map(({ length }) => length);
    expect(Math.min(...counted)).toBeGreaterThan(0);
  });

  test('格式定义里的每个字段和取值都有说明', () => {
    const said = new Set(page.match(/[\p{L}\p{N}_-]+/gu));
    const names = [...new Set(namesOf(schema))];
    expect(names.length).toBeGreaterThan(100);
    expect(names.filter((name) => !said.has(name))).toEqual([]);
  });

  test('三种形状都有例子', () => {
    expect(new Set(rules.map(({ shape }) => shape))).toEqual(new Set(['recurring', 'response', 'limit']));
  });
});
