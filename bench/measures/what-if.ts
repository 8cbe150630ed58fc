import { addMonths, type CivilDate, type Period, periodOf, startOfDay } from '../../src/kernel/calendar/index.ts';
import type { Rulebook } from '../../src/kernel/rulebook/rulebook.ts';
import { declaredVocabulary, loadVersions, runTrial } from '../../src/platform/duties/public.ts';
import type { Bench } from '../support/bench.ts';
import type { Measure } from '../support/figure.ts';
import { refill, rolledBack } from '../support/refill.ts';
import { median } from '../support/statistics.ts';
import { alternate, timed } from '../support/timing.ts';

const ROUNDS = 3;
const MONTHS = 3;
/** 中等客户每月走访: the clause that PAGES asks "what if" of, and the parameter that it turns on. */
const RULE = 'CUS-1b';
const PARAMETER = 'visits.middle';

export const whatIf: Measure = {
  name: 'what-if',
  title: 'one clause tried over the last three closed months, both sides kept, against its duties computed and written',
  async run(bench) {
    const versions = await loadVersions(bench.ctx.db, bench.ctx.clock.now());
    const months = Array.from({ length: MONTHS }, (_, i) =>
      periodOf('month', addMonths(bench.closed.start, i + 1 - MONTHS)),
    );
    const found = await alternate(ROUNDS, {
      ours: () => tried(bench, months),
      floor: () => refill(bench, versions, [RULE], months),
    });
    const [value, floor] = [median(found.ours), median(found.floor)];
    return [{ name: this.name, unit: 'ms', value, floor, ratio: value / floor, goal: { atMost: 1.5 } }];
  },
};

async function tried({ ctx, closed }: Bench, [first]: readonly Period[]): Promise<number> {
  const now = ctx.clock.now();
  const versions = await loadVersions(ctx.db, now);
  const inForce = versions.at(-1)?.rulebook;
  if (!first || !inForce) throw new Error('the prepared bank has a rulebook and closed months');
  const [from, until] = [first.start, closed.end as CivilDate];
  return rolledBack(ctx.db, (db) =>
    timed(() =>
      runTrial(db, {
        scenarioId: 0,
        vocabulary: declaredVocabulary(),
        zone: ctx.zone,
        versions,
        draft: onceMore(inForce),
        from,
        until,
        asOf: startOfDay(until, ctx.zone),
        known: now,
      }),
    ),
  );
}

function onceMore(rulebook: Rulebook): Rulebook {
  const parameter = rulebook.parameters[PARAMETER];
  if (!parameter) throw new Error(`the template has ${PARAMETER}`);
  const value = Number(parameter.value) + 1;
  return { ...rulebook, parameters: { ...rulebook.parameters, [PARAMETER]: { ...parameter, value } } };
}
