import { type Rule, ruleSchema } from '../../src/kernel/rulebook/rule.ts';
import type { RulebookVersion } from '../../src/kernel/rulebook/rulebook.ts';
import type { Day } from './days.ts';

/** A rule as a document writes it; defaults are filled in. */
export const rule = (document: unknown): Rule => ruleSchema.parse(document);

/** Consecutive versions of a rulebook of nothing but rules and numbers. */
export function versionsOf(
  list: { effectiveOn: Day; rules: Rule[]; parameters?: Record<string, number> }[],
): RulebookVersion[] {
  return list.map(({ effectiveOn, rules, parameters = {} }, i) => ({
    id: i + 1,
    effectiveOn,
    until: list[i + 1]?.effectiveOn ?? null,
    rulebook: {
      format: 1,
      title: '试验制度',
      regulations: [],
      facts: {},
      parameters: Object.fromEntries(
        Object.entries(parameters).map(([name, value]) => [name, { label: name, value, unit: '', clause: 'TST-1' }]),
      ),
      pointsTables: [],
      ladders: [],
      scores: [],
      grades: [],
      rules,
    },
  }));
}

const money = { max: [{ attr: 'deposit' }, { attr: 'credit' }] };
const visited = { fact: 'contact', where: { eq: [{ field: 'method' }, 'visit'] } };
const held = { subject: 'customer', shape: 'recurring', held: 'primary', bearer: 'holder' };

/** CUS-1 as INTERFACE words it: three tiers, each its own rule. */
export const CUS_1: Rule[] = [
  rule({
    ...held,
    id: 'CUS-1a',
    clause: 'CUS-1',
    title: '五百万以上客户每月走访',
    period: 'month',
    tiers: [{ where: { ge: [money, 5_000_000] }, need: 2 }],
    count: visited,
  }),
  rule({
    ...held,
    id: 'CUS-1b',
    clause: 'CUS-1',
    title: '一百万以上客户每月走访',
    period: 'month',
    tiers: [{ where: { and: [{ ge: [money, 1_000_000] }, { lt: [money, 5_000_000] }] }, need: 1 }],
    count: visited,
  }),
  rule({
    ...held,
    id: 'CUS-1c',
    clause: 'CUS-1',
    title: '一般客户每半年联系',
    period: 'halfYear',
    tiers: [{ where: { lt: [money, 1_000_000] }, need: 1 }],
    count: { fact: 'contact' },
  }),
];
