import fc from 'fast-check';
import type { Db } from '../../src/platform/db/database.ts';
import { Difference, expectSame, undone, withHistory } from './compare.ts';
import { evaluateByEngine } from './engine.ts';
import { fullScenarios, print, type Scenario } from './generate.ts';
import type { History } from './history.ts';
import { liveThrough } from './live.ts';
import { evaluate } from './reference.ts';

export interface Course {
  banks: number;
  /** How many histories share a bank: what they cost together is little more than what one of them costs alone. */
  historiesEach: number;
  seed: number;
  /** One bank of so many also lives through its history, so many steps, and is compared after each. */
  livesEvery: number;
  steps: number;
}

export interface Tally {
  histories: number;
  /** What the histories recorded, one version a step. */
  recorded: number;
  fewestRecorded: number;
  /** Questions to the engine as a whole, and comparisons of live duties after a step. */
  asked: number;
  stepped: number;
}

/** Reference = full = incremental on so many histories, bank by bank. Throws `Difference` with the history it is about. */
export async function compareHistories(db: Db, course: Course): Promise<Tally> {
  const { banks, historiesEach, seed, livesEvery, steps } = course;
  const tally: Tally = { histories: 0, recorded: 0, fewestRecorded: Number.POSITIVE_INFINITY, asked: 0, stepped: 0 };
  for (let bank = 0; bank < banks; bank++) {
    const [scenario] = fc.sample(fullScenarios(historiesEach), { numRuns: 1, seed: seed + bank }) as [Scenario];
    try {
      count(scenario.history, historiesEach, tally);
      await compareAtOnce(db, scenario, tally);
      if (bank % livesEvery === livesEvery - 1) await compareLive(db, scenario, steps, tally);
    } catch (error) {
      throw error instanceof Difference ? explained(error, scenario, seed + bank) : error;
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

async function compareAtOnce(db: Db, { history, versions, questions }: Scenario, tally: Tally): Promise<void> {
  await withHistory(db, history, async (loaded) => {
    for (const question of questions) {
      const actual = await evaluateByEngine(loaded, versions, question);
      expectSame(actual, evaluate(history, versions, question), `as of ${question.asOf}, known ${question.known}`);
      tally.asked += 1;
    }
  });
}

function compareLive(db: Db, scenario: Scenario, steps: number, tally: Tally): Promise<void> {
  return undone(db, async (empty) => {
    tally.stepped += await liveThrough(empty, scenario, steps);
  });
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
