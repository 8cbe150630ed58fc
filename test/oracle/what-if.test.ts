import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CivilDate } from '../../src/kernel/calendar/index.ts';
import type { Rulebook, RulebookVersion } from '../../src/kernel/rulebook/rulebook.ts';
import type { Db } from '../../src/platform/db/database.ts';
import { mergeVocabulary, runTrial } from '../../src/platform/duties/public.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addDays, type Day, dayOf, midnight } from './days.ts';
import { instant, VOCABULARY_PARTS, ZONE } from './engine.ts';
import { type Scenario, scenarios } from './generate.ts';
import type { DutyRow } from './history.ts';
import { loadHistory } from './load.ts';
import { evaluate } from './reference.ts';
import { SEED } from './runs.ts';

const RUNS = Number(process.env.ZHANYE_HISTORIES ?? 40);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

class Undo extends Error {}

/** Runs `body` on a database that holds this history and nothing else, and leaves nothing behind. */
async function within({ history }: Scenario, body: (db: Db) => Promise<void>): Promise<void> {
  const undone = database.db.kysely.transaction().execute(async (db) => {
    await loadHistory(db, history);
    await body(db);
    throw new Undo();
  });
  await undone.catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error;
  });
}

/** The same rulebook with every threshold halved and every frequency one higher: other people, other work. */
function harder(rulebook: Rulebook): Rulebook {
  const parameters = Object.entries(rulebook.parameters).map(([name, parameter]) => {
    const value = Number(parameter.value);
    return [name, { ...parameter, value: value > 100 ? value / 2 : value + 1 }] as const;
  });
  const rules = rulebook.rules.map((rule) =>
    rule.shape === 'recurring'
      ? {
          ...rule,
          tiers: rule.tiers.map((tier) => ({
            ...tier,
            need: typeof tier.need === 'number' ? tier.need + 1 : tier.need,
          })),
        }
      : rule,
  );
  return { ...rulebook, parameters: Object.fromEntries(parameters), rules };
}

type Range = { from: Day; until: Day };
type Question = Scenario['questions'][number];

/**
 * The last two months before the question, so that closed, open and handed-over periods all lie in them: from within a
 * period, and from the first day of one, where both sides come from one scan.
 */
function rangesOf({ asOf }: Question): Range[] {
  const [from, until] = [addDays(dayOf(asOf), -61), dayOf(asOf)];
  return [
    { from, until },
    { from: `${from.slice(0, 7)}-01`, until },
  ];
}

function tried(versions: RulebookVersion[], rulebook: Rulebook, from: Day): RulebookVersion[] {
  const earlier = versions.filter(({ effectiveOn }) => effectiveOn < from);
  const draft = { id: 99, effectiveOn: from, until: null, rulebook };
  return [...earlier, draft].map((version, index, all) => ({ ...version, until: all[index + 1]?.effectiveOn ?? null }));
}

/** What the reference says would have been another, as one line each. */
function expected(scenario: Scenario, draft: Rulebook, { known }: Question, { from, until }: Range): string[] {
  const at = { asOf: midnight(until), known };
  const within = ({ start }: DutyRow) => start >= midnight(from) && start < midnight(until);
  const side = (versions: RulebookVersion[]) =>
    new Map(
      evaluate(scenario.history, versions, at)
        .filter(within)
        .map((row) => [[row.rule, row.subject, row.anchor].join(' '), whatCounts(row)]),
    );
  const [before, after] = [side(scenario.versions), side(tried(scenario.versions, draft, from))];
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((key) => before.get(key) !== after.get(key))
    .map((key) => `${key}: ${before.get(key) ?? '-'} > ${after.get(key) ?? '-'}`)
    .sort();
}

const whatCounts = ({ bearer, until, need, got, status }: DutyRow) =>
  [bearer, instant(until).toISOString(), need, got, status].join('/');

type Row = Record<'rule' | 'subject' | 'anchor', string> &
  Record<'before' | 'after', { bearer: string | null; until: Date; need: number; got: number; status: string } | null>;

async function found(db: Db, scenarioId: number): Promise<string[]> {
  const { rows } = await sql<Row>`
    select d.rule_id as rule, coalesce(c.no, s.no, i.no) as subject, d.anchor,
      case when d.status_before is not null then json_build_object('bearer', b.no, 'until', d.until_before,
        'need', d.need_before, 'got', d.got_before, 'status', d.status_before) end as before,
      case when d.status_after is not null then json_build_object('bearer', a.no, 'until', d.until_after,
        'need', d.need_after, 'got', d.got_after, 'status', d.status_after) end as after
    from scenario_duty d
    left join customer c on d.subject_type = 'customer' and c.id = d.subject_id
    left join staff s on d.subject_type = 'staff' and s.id = d.subject_id
    left join institution i on d.subject_type = 'institution' and i.id = d.subject_id
    left join staff b on b.id = d.bearer_before left join staff a on a.id = d.bearer_after
    where d.scenario_id = ${scenarioId} and (d.bearer_before, d.until_before, d.need_before, d.got_before, d.status_before)
      is distinct from (d.bearer_after, d.until_after, d.need_after, d.got_after, d.status_after)`.execute(db);
  const side = (one: Row['before']) =>
    one === null ? '-' : [one.bearer, new Date(one.until).toISOString(), one.need, one.got, one.status].join('/');
  return rows
    .map(({ rule, subject, anchor, before, after }) => `${rule} ${subject} ${anchor}: ${side(before)} > ${side(after)}`)
    .sort();
}

describe('[RUL-6] 推演与参照逐条相同', () => {
  it(`随机历史（${RUNS} 组）`, { timeout: 60_000 + RUNS * 500 }, async () => {
    let differences = 0;
    await fc.assert(
      fc.asyncProperty(scenarios(6), (scenario) =>
        within(scenario, async (db) => {
          const [question] = scenario.questions;
          const last = scenario.versions.at(-1);
          if (!question || !last) throw new Error('every scenario has a rulebook and a question');
          const draft = harder(last.rulebook);
          for (const [no, range] of rangesOf(question).entries()) {
            await runTrial(db, {
              scenarioId: no,
              vocabulary: mergeVocabulary(VOCABULARY_PARTS),
              zone: ZONE,
              versions: scenario.versions,
              draft,
              from: range.from as CivilDate,
              until: range.until as CivilDate,
              asOf: instant(midnight(range.until)),
              known: instant(question.known),
            });
            const wanted = expected(scenario, draft, question, range);
            differences += wanted.length;
            expect(await found(db, no)).toEqual(wanted);
            await sql`drop table tried_duty`.execute(db);
          }
          const { rows } = await sql`select from duty limit 1`.execute(db);
          expect(rows).toEqual([]);
        }),
      ),
      { numRuns: RUNS, seed: SEED },
    );
    expect(differences).toBeGreaterThan(RUNS);
  });
});
