import fc from 'fast-check';
import type { Db } from '../../src/platform/db/database.ts';
import { Difference, expectSame, undone, withHistory } from './compare.ts';
import { evaluateByEngine } from './engine.ts';
import { fullScenarios, print, type Scenario } from './generate.ts';
import type { everyPolicySketch } from './generate-rules.ts';
import type { History } from './history.ts';
import { liveThrough } from './live.ts';
import { evaluate } from './reference.ts';

/** Banks, each grown from its seed. */
export interface Course {
  seeds: Iterable<number>;
  /** Of what kind its rules are; absent: those that hold every edge policy. */
  rules?: typeof everyPolicySketch;
  /** How many histories share a bank: what they cost together is little more than what one of them costs alone. */
  historiesEach: number;
}

export interface Tally {
  histories: number;
  /** What the histories recorded, one version a step. */
  recorded: number;
  fewestRecorded: number;
  /** Answers that were held against the reference. */
  compared: number;
}

/** So many banks in a row, or every `stride`-th of a row. */
export const seedsFrom = (first: number, count: number, stride = 1): number[] =>
  Array.from({ length: count }, (_, i) => first + i * stride);

/** Reference = full on so many histories, bank by bank. Throws `Difference` with the history it is about. */
export const compareAtOnce = (db: Db, course: Course): Promise<Tally> =>
  inTurn(course, async ({ history, versions, questions }) => {
    await withHistory(db, history, async (loaded) => {
      for (const question of questions) {
        const actual = await evaluateByEngine(loaded, versions, question);
        expectSame(actual, evaluate(history, versions, question), `as of ${question.asOf}, known ${question.known}`);
      }
    });
    return questions.length;
  });

/** Reference = incremental after each of so many steps. Throws `Difference` with the history it is about. */
export const compareStepwise = (db: Db, course: Course, steps: number): Promise<Tally> =>
  inTurn(course, async (scenario) => {
    let taken = 0;
    await undone(db, async (empty) => {
      taken = await liveThrough(empty, scenario, steps);
    });
    return taken;
  });

async function inTurn(
  { seeds, historiesEach, rules }: Course,
  compare: (scenario: Scenario) => Promise<number>,
): Promise<Tally> {
  const tally: Tally = { histories: 0, recorded: 0, fewestRecorded: Number.POSITIVE_INFINITY, compared: 0 };
  for (const seed of seeds) {
    const [scenario] = fc.sample(fullScenarios(historiesEach, rules), { numRuns: 1, seed }) as [Scenario];
    try {
      count(scenario.history, historiesEach, tally);
      tally.compared += await compare(scenario);
    } catch (error) {
      throw error instanceof Difference ? explained(error, scenario, seed) : error;
    }
  }
  return tally;
}

function count(history: History, circles: number, tally: Tally): void {
  const recorded = Array.from({ length: circles }, (_, i) => sizeOf(circleOf(history, `${i + 1}`)));
  tally.histories += circles;
  tally.recorded += recorded.reduce((sum, size) => sum + size, 0);
  tally.fewestRecorded = Math.min(tally.fewestRecorded, ...recorded);
}

/** What a bank recorded about one of its circles; calendar and officers are everybody's. */
function circleOf(history: History, name: string): History {
  const isOwn = (no: string | null) => no !== null && no.slice(1).split('-')[0] === name;
  return {
    ...history,
    staff: history.staff.filter((no) => isOwn(no) || no.startsWith('P')),
    customers: history.customers.filter(({ no }) => isOwn(no)),
    custody: history.custody.filter(({ customer }) => isOwn(customer)),
    balances: history.balances.filter(({ customer }) => isOwn(customer)),
    facts: history.facts.filter(({ customer }) => isOwn(customer)),
    leaves: history.leaves.filter(({ staff }) => isOwn(staff)),
    waivers: history.waivers.filter(({ customer }) => customer === null || isOwn(customer)),
  };
}

const sizeOf = ({ customers, custody, balances, facts, leaves }: History): number =>
  customers.length + custody.length + balances.length + facts.length + leaves.length;

function explained(error: Difference, scenario: Scenario, seed: number): Error {
  const name = error.subjects[0]?.slice(1).split('-')[0] ?? '';
  const alone = print({ ...scenario, history: circleOf(scenario.history, name) });
  return new Error(`bank of seed ${seed}: ${error.message}\n${alone}`, { cause: error });
}
