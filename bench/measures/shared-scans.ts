import { type Rule, ruleSchema } from '../../src/kernel/rulebook/rule.ts';
import { loadVersions } from '../../src/platform/duties/public.ts';
import type { Bench } from '../support/bench.ts';
import type { Measure } from '../support/figure.ts';
import { refill } from '../support/refill.ts';
import { median } from '../support/statistics.ts';
import { alternate } from '../support/timing.ts';

const ROUNDS = 3;

/** Lines between the tiers, in yuan: each customer with a million or more is in one of eight. */
const LINES = [1e6, 1.5e6, 2e6, 5e6, 7e6, 9e6, 100e6, 140e6];
const METHODS = [['visit'], ['phone'], ['visit', 'phone'], ['visit', 'call-in'], ['phone', 'sms', 'wechat']];
const MOST_NEEDED = 3;

export const sharedScans: Measure = {
  name: 'shared-scans',
  title:
    'a month of 40 rules (8 tiers × 5 measures, 1 to 3 dates needed) computed and written, against one rule for all of these customers',
  async run(bench) {
    const found = await alternate(ROUNDS, {
      ours: () => refilled(bench, forty()),
      floor: () => refilled(bench, [monthly(0, LINES[0] as number, null, ['visit'])]),
    });
    const [value, floor] = [median(found.ours), median(found.floor)];
    return [{ name: this.name, unit: 'ms', value, floor, ratio: value / floor, goal: { atMost: 8 } }];
  },
};

async function refilled(bench: Bench, rules: Rule[]): Promise<number> {
  const versions = await loadVersions(bench.ctx.db, bench.ctx.clock.now());
  const generated = versions.map((version) => ({ ...version, rulebook: { ...version.rulebook, rules } }));
  return refill(
    bench,
    generated,
    rules.map(({ id }) => id),
  );
}

function forty(): Rule[] {
  return LINES.flatMap((from, tier) =>
    METHODS.map((methods, i) => monthly(tier * METHODS.length + i, from, LINES[tier + 1] ?? null, methods)),
  );
}

function monthly(no: number, from: number, until: number | null, methods: string[]): Rule {
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
