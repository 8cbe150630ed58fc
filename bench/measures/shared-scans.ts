import type { Rule } from '../../src/kernel/rulebook/rule.ts';
import { loadVersions } from '../../src/platform/duties/public.ts';
import type { Bench } from '../support/bench.ts';
import type { Measure } from '../support/figure.ts';
import { fortyRules, LINES, monthlyRule } from '../support/generated-rules.ts';
import { refill } from '../support/refill.ts';
import { median } from '../support/statistics.ts';
import { alternate } from '../support/timing.ts';

const ROUNDS = 3;

export const sharedScans: Measure = {
  name: 'shared-scans',
  title:
    'a month of 40 rules (8 tiers × 5 measures, 1 to 3 dates needed) computed and written, against one rule for all of these customers',
  async run(bench) {
    const found = await alternate(ROUNDS, {
      ours: () => refilled(bench, fortyRules()),
      floor: () => refilled(bench, [monthlyRule(0, LINES[0] as number, null, ['visit'])]),
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
