import { explainForReader } from '../../src/modules/rulebook/duties/explain-duty.ts';
import { ACCOUNTS } from '../data/prepare.ts';
import type { Measure } from '../support/figure.ts';
import { median } from '../support/statistics.ts';
import { timed } from '../support/timing.ts';

const ROUNDS = 60;

export const explain: Measure = {
  name: 'explain',
  title: 'one duty with clause, arithmetic and facts, as a page asks for it (p50), absolute',
  async run(bench) {
    const ctx = await bench.as(ACCOUNTS.manager);
    const duties = await ctx.db
      .selectFrom('duty')
      .select(['rule_id as rule', 'subject_id as subject', 'anchor'])
      .where('bearer_id', '=', ctx.principal?.staffId ?? 0)
      .where('period', '=', bench.closed.label)
      .orderBy('subject_id')
      .limit(ROUNDS)
      .execute();
    if (duties.length === 0) throw new Error('the manager of the prepared bank bears duties in the closed month');
    const times: number[] = [];
    for (const duty of duties) {
      times.push(await timed(() => explainForReader(ctx, { ...duty, subject: String(duty.subject) })));
    }
    return [{ name: this.name, unit: 'ms', value: median(times), floor: null, ratio: null, goal: { atMost: 100 } }];
  },
};
