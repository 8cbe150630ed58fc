import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../db/database.ts';

/** Beyond this nobody reads a list of who is concerned, and comparing would take longer than it is worth. */
const MOST_CUSTOMERS = 20_000;
const MOST_PEOPLE = 200;

export type Moves = { begun: number; ended: number; changed: number };

/** What an import moved among the duties of today and later; what had ended before is not counted. */
export type Movement = {
  /** Customers of whom something else is owed than before. */
  customers: number;
  duties: Moves;
  /** Of how many customers less is owed under some rules, more under others: a change of tier shows as both. */
  shifts: { from: string[]; to: string[]; customers: number }[];
  /** Those whose duties moved, the most concerned first. */
  people: ({ no: string; name: string } & Moves)[];
  /** How many people there are, listed or not. */
  peopleCount: number;
};

export type OwedDuty = {
  customerId: number;
  rule: string;
  anchor: string;
  bearerId: number | null;
  need: number;
  /** All of what may differ, as text. */
  print: string;
};

/** The customers that a query of `customer_id` names, or null when they are too many. */
export async function fewCustomers(db: Db, touched: RawBuilder<unknown>): Promise<number[] | null> {
  const { rows } = await sql<{ customer_id: number }>`
    select distinct customer_id from (${touched}) t limit ${MOST_CUSTOMERS + 1}`.execute(db);
  return rows.length > MOST_CUSTOMERS ? null : rows.map((row) => row.customer_id);
}

/** The duties of these customers that have not ended at `now`. */
export async function readOwed(db: Db, customerIds: readonly number[], now: Date): Promise<OwedDuty[]> {
  const { rows } = await sql<OwedDuty>`
    select subject_id as "customerId", rule_id as rule, anchor, bearer_id as "bearerId", need,
      concat_ws(' ', bearer_id, need, got, status, until_at) as print
    from duty
    where subject_type = 'customer' and subject_id = any(${customerIds}::bigint[]) and until_at > ${now}
      and status <> 'void'`.execute(db);
  return rows;
}

/** Compares what was owed with what is; reads only the names of the people. */
export async function describeMovement(
  db: Db,
  before: readonly OwedDuty[],
  after: readonly OwedDuty[],
): Promise<Movement> {
  const changes = compareOwed(before, after);
  const byPerson = movesByPerson(changes);
  const ids = [...byPerson].sort(([, a], [, b]) => sum(b) - sum(a)).slice(0, MOST_PEOPLE);
  const names = await readNames(
    db,
    ids.map(([id]) => id),
  );
  const duties = noMoves();
  for (const change of changes) duties[change.kind] += 1;
  return {
    customers: new Set(changes.map(({ customerId }) => customerId)).size,
    duties,
    shifts: shiftsOf(changes),
    people: ids.flatMap(([id, moves]) => {
      const person = names.get(id);
      return person ? [{ ...person, ...moves }] : [];
    }),
    peopleCount: byPerson.size,
  };
}

export type OwedChange = {
  kind: keyof Moves;
  customerId: number;
  rule: string;
  /** By how much more, or less, is owed. */
  need: number;
  from: number | null;
  to: number | null;
};

export function compareOwed(before: readonly OwedDuty[], after: readonly OwedDuty[]): OwedChange[] {
  const old = new Map(before.map((duty) => [keyOf(duty), duty]));
  const changes: OwedChange[] = [];
  for (const duty of after) {
    const { customerId, rule, bearerId: to } = duty;
    const was = old.get(keyOf(duty));
    old.delete(keyOf(duty));
    if (!was) changes.push({ kind: 'begun', customerId, rule, need: duty.need, from: null, to });
    else if (was.print !== duty.print) {
      changes.push({ kind: 'changed', customerId, rule, need: duty.need - was.need, from: was.bearerId, to });
    }
  }
  for (const { customerId, rule, need, bearerId: from } of old.values()) {
    changes.push({ kind: 'ended', customerId, rule, need: -need, from, to: null });
  }
  return changes;
}

/** A duty that passes to another person ends for the one and begins for the other. */
function movesByPerson(changes: readonly OwedChange[]): Map<number, Moves> {
  const people = new Map<number, Moves>();
  const count = (id: number | null, kind: keyof Moves) => {
    if (id === null) return;
    const moves = people.get(id) ?? noMoves();
    moves[kind] += 1;
    people.set(id, moves);
  };
  for (const { kind, from, to } of changes) {
    if (kind === 'changed' && from === to) count(to, 'changed');
    else {
      count(from, 'ended');
      count(to, 'begun');
    }
  }
  return people;
}

export function shiftsOf(changes: readonly OwedChange[]): Movement['shifts'] {
  const shifts = new Map<string, Movement['shifts'][number]>();
  for (const of of Map.groupBy(changes, ({ customerId }) => customerId).values()) {
    const from = rulesOf(of.filter(({ need }) => need < 0));
    const to = rulesOf(of.filter(({ need }) => need > 0));
    if (from.length === 0 && to.length === 0) continue;
    const key = `${from} ${to}`;
    const shift = shifts.get(key) ?? { from, to, customers: 0 };
    shift.customers += 1;
    shifts.set(key, shift);
  }
  return [...shifts.values()].sort((a, b) => b.customers - a.customers);
}

async function readNames(db: Db, ids: readonly number[]): Promise<Map<number, { no: string; name: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('staff').select(['id', 'no', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, no, name }) => [id, { no, name }]));
}

const noMoves = (): Moves => ({ begun: 0, ended: 0, changed: 0 });
const sum = ({ begun, ended, changed }: Moves) => begun + ended + changed;
const keyOf = ({ customerId, rule, anchor }: OwedDuty) => `${customerId} ${rule} ${anchor}`;
const rulesOf = (changes: readonly OwedChange[]) => [...new Set(changes.map(({ rule }) => rule))].sort();
