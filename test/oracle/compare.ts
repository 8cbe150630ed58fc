import type { Db } from '../../src/platform/db/database.ts';
import type { DutyRow, History } from './history.ts';
import { loadHistory } from './load.ts';

class Undo extends Error {}

/** Runs `body` in a transaction that leaves nothing behind. */
export async function undone(db: Db, body: (db: Db) => Promise<void>): Promise<void> {
  const done = db.transaction().execute(async (transaction) => {
    await body(transaction);
    throw new Undo();
  });
  await done.catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error;
  });
}

/** Runs `body` on a database that holds the history and nothing else. */
export function withHistory(db: Db, history: History, body: (db: Db) => Promise<void>): Promise<void> {
  return undone(db, async (transaction) => {
    await loadHistory(transaction, history);
    await body(transaction);
  });
}

/** The engine and the reference disagree; `subjects` says about whom. */
export class Difference extends Error {
  readonly subjects: string[];

  constructor(about: string, missing: DutyRow[], extra: DutyRow[]) {
    const lines = [...missing.map((row) => `missing ${line(row)}`), ...extra.map((row) => `extra   ${line(row)}`)];
    super([about, ...lines.slice(0, MOST_LINES), `${lines.length} rows differ`].join('\n'));
    this.subjects = [...new Set([...missing, ...extra].map(({ subject }) => subject))];
  }
}

const MOST_LINES = 40;

/** Throws `Difference` with the rows that only one side has. */
export function expectSame(actual: DutyRow[], expected: DutyRow[], about: string): void {
  const [got, wanted] = [new Set(actual.map(line)), new Set(expected.map(line))];
  const missing = expected.filter((row) => !got.has(line(row)));
  const extra = actual.filter((row) => !wanted.has(line(row)));
  if (missing.length + extra.length > 0 || actual.length !== expected.length) {
    throw new Difference(about, missing, extra);
  }
}

/** Columns by name, so that the order of an object's properties does not matter. */
export function line(row: DutyRow): string {
  const { rule, clause, subjectType, subject, anchor, start, until, bearer, need, got, status } = row;
  return [rule, clause, subjectType, subject, anchor, start, until, bearer, need, got, status].join(' ');
}
