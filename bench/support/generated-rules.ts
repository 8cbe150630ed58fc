import { type Rule, ruleSchema } from '../../src/kernel/rulebook/rule.ts';

/** Lines between the tiers, in yuan: each customer with a million or more is in one of eight. */
export const LINES = [1e6, 1.5e6, 2e6, 5e6, 7e6, 9e6, 100e6, 140e6];
const METHODS = [['visit'], ['phone'], ['visit', 'phone'], ['visit', 'call-in'], ['phone', 'sms', 'wechat']];
const MOST_NEEDED = 3;

/** 40 monthly rules: 8 tiers × 5 measures, 1 to 3 dates needed. */
export function fortyRules(): Rule[] {
  return LINES.flatMap((from, tier) =>
    METHODS.map((methods, i) => monthlyRule(tier * METHODS.length + i, from, LINES[tier + 1] ?? null, methods)),
  );
}

/** A monthly rule about customers whose money is in [from, until). */
export function monthlyRule(no: number, from: number, until: number | null, methods: string[]): Rule {
  const money = { max: [{ attr: 'deposit' }, { attr: 'credit' }] };
  const above = { ge: [money, from] };
  return ruleSchema.parse({
    id: `TST-${no + 1}`,
    clause: 'TST-1',
    title: `第 ${no + 1} 条`,
    shape: 'recurring',
    subject: 'customer',
    period: 'month',
    held: 'primary',
    bearer: 'holder',
    tiers: [{ where: until === null ? above : { and: [above, { lt: [money, until] }] }, need: 1 + (no % MOST_NEEDED) }],
    count: { fact: 'contact', where: { in: [{ field: 'method' }, methods] } },
  });
}
