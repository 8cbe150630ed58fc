import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { civilDateFrom, startOfDay } from '../../src/kernel/calendar/index.ts';
import type { Rulebook } from '../../src/kernel/rulebook/rulebook.ts';
import { modules } from '../../src/modules/index.ts';
import { checkedRulebook, issueRulebook, readTemplate } from '../../src/modules/rulebook/public.ts';
import { type DutyRow, declaredVocabulary, evaluateDuties, loadVersions } from '../../src/platform/duties/public.ts';
import { findImporter } from '../../src/platform/importing/public.ts';
import type { History } from '../../test/oracle/history.ts';
import { evaluate } from '../../test/oracle/reference.ts';
import { versionsOf } from '../../test/oracle/rulebooks.ts';
import { createTestDatabase } from '../../test/support/database.ts';
import { frozenClock } from '../../test/support/frozen-clock.ts';
import { importText } from '../../test/support/importing.ts';
import { convertBank, FILES } from './convert.ts';
import { readHistory } from './history.fixture.ts';
import { isAbsent, SOURCE } from './source.fixture.ts';

const ZONE = 'Asia/Shanghai';
const START = '1993-01-01';
const END = '1994-01-01';
/** Prague and Nachod, by their numbers in the data. */
const DISTRICTS = ['1', '46'];

it('its rules are the template’s but for the three lines between tiers and the words that name them', async () => {
  const ours = await readRulebook();
  const template = await readTemplate('standard');
  const ids = new Set(ours.rules.map(({ id }) => id));
  // Golden cases are worked out with the template's own lines.
  const withoutCases = (rules: Rulebook['rules']) => rules.map(({ cases: _, ...rule }) => rule);
  expect(withoutCases(ours.rules)).toEqual(withoutCases(template.rules.filter(({ id }) => ids.has(id))));
  expect(Object.keys(template.parameters)).toEqual(expect.arrayContaining(Object.keys(ours.parameters)));
  const changed = Object.keys(ours.parameters).filter(
    (name) => ours.parameters[name]?.value !== template.parameters[name]?.value,
  );
  expect(changed).toEqual(['tier.major', 'tier.middle', 'tier.core']);
});

describe.skipIf(isAbsent)('two districts through the imports and a year of duties', () => {
  let duties: DutyRow[];
  let history: History;

  beforeAll(async () => {
    const files = await mkdtemp(join(tmpdir(), 'zhanye berka '));
    try {
      await convertBank(SOURCE, files, { districts: DISTRICTS });
      duties = await dutiesOf(files);
      history = await readHistory(files);
    } finally {
      await rm(files, { recursive: true });
    }
  });

  it.each([
    // ≥ 70,000 on 3–7 and 10–13 May: 9 of 21 workdays, 2 × 9 ÷ 21 = 0.86.
    ['CUS-1a', '1993-05-01', 1, 0, 'breached'],
    // 45,000 to 70,000 on the other 12: 12 ÷ 21 = 0.57.
    ['CUS-1b', '1993-05-01', 1, 0, 'breached'],
    // ≥ 100,000 on 6, 7, 10 and 11 May only, under a third; at the counter on 6, 14 and 25 May.
    ['CUS-2', '1993-05-01', 0, 3, 'void'],
    // April: 1, 2, 5, 6, 13, 26 and 27, 7 of 22 workdays, just under a third.
    ['CUS-1b', '1993-04-01', 0, 0, 'void'],
    // The loan of 11 July: 15 of 22 workdays, 2 × 15 ÷ 22 = 1.36.
    ['CUS-1a', '1993-07-01', 1, 0, 'breached'],
    // At the counter on 7, 13, 14 and 18 July, before the loan, too.
    ['CUS-2', '1993-07-01', 1, 4, 'fulfilled'],
    // In the lowest tier on 25 + 8 + 19 of 129 workdays; 19 days at the counter.
    ['CUS-1c', '1993-01-01', 1, 19, 'fulfilled'],
    // There only on 1, 2, 5 and 6 July.
    ['CUS-1c', '1993-07-01', 0, 22, 'void'],
  ])('client 2181: %s of %s needs %i, got %i: %s', (rule, anchor, need, got, status) => {
    const found = duties.find((duty) => duty.rule === rule && duty.subject === 'K2181' && duty.anchor === anchor);
    expect(found).toMatchObject({ bearer: expect.stringMatching(/^D46-0[1-9]$/), need, got, status });
  });

  it('every duty is what the reference evaluator wants of the same files', async () => {
    const { parameters, rules } = await readRulebook();
    const numbers = Object.fromEntries(Object.entries(parameters).map(([name, { value }]) => [name, Number(value)]));
    const versions = versionsOf([{ effectiveOn: START, rules, parameters: numbers }]);
    const wanted = evaluate(history, versions, { asOf: `${END}T00:00`, known: `${END}T00:00` });
    expect(duties.length).toBeGreaterThan(500);
    expect(duties.map(line)).toEqual(wanted.map(line));
  });
});

/** What an independent evaluation is compared by. */
function line({ rule, subject, anchor, bearer, need, got, status }: Omit<DutyRow, 'start' | 'until'>): string {
  return [rule, subject, anchor, bearer, need, got, status].join(' ');
}

/** The duties of 1993 after the batch files went through the imports as history. */
async function dutiesOf(files: string): Promise<DutyRow[]> {
  const { db, drop } = await createTestDatabase();
  try {
    const clock = frozenClock('2026-01-01T09:00:00+08:00');
    const ctx = { db: db.kysely, clock, principal: null, zone: ZONE };
    await issueRulebook(ctx, await readRulebook(), { effectiveOn: civilDateFrom(START), backfill: true });
    const importers = modules.flatMap((module) => module.importers);
    for (const kind of Object.keys(FILES)) {
      const content = await readFile(join(files, `${kind}.csv`));
      const report = await importText({ db, clock }, findImporter(importers, kind), content, { backfill: true });
      expect(report).toMatchObject({ refused: 0, accepted: report.read });
    }
    const asOf = startOfDay(civilDateFrom(END), ZONE);
    const versions = await loadVersions(db.kysely, asOf);
    const vocabulary = declaredVocabulary();
    return await evaluateDuties(db.kysely, { vocabulary, versions, asOf, known: asOf, zone: ZONE });
  } finally {
    await drop();
  }
}

async function readRulebook(): Promise<Rulebook> {
  return checkedRulebook(JSON.parse(await readFile(join(import.meta.dirname, 'rulebook.json'), 'utf8')));
}
