import { sql } from 'kysely';
import type { Db } from '../../src/platform/db/database.ts';
import { dayOf, type Instant, nextDay } from './days.ts';
import { chains, type FactVersion, type History, type Institution, keyOf, subjectTypeOf } from './history.ts';

type Row = Record<string, unknown>;

/** An instant of the bank's zone as PostgreSQL reads it. */
export const stamp = (instant: Instant | null): string | null => instant && `${instant}:00+08:00`;

/** Writes a history straight into the tables of db/migrations: no importer, no pipeline, so no mistake of theirs. */
export async function loadHistory(db: Db, history: History): Promise<void> {
  for (const [table, rows] of Object.entries(rowsOf(history))) await insertRows(db, table, rows);
}

/** Every table's rows, parents first. */
export function rowsOf(history: History): Record<string, Row[]> {
  const institutionId = ids(history.institutions.map((i) => i.no));
  const staffId = ids(history.staff);
  const customerId = ids(history.customers.map((c) => c.no));
  const idsOf = { customer: customerId, staff: staffId, institution: institutionId };
  const leaveId = ids(history.leaves.map((l) => l.no));
  const institutions = nested(history.institutions).map((i) => ({
    id: institutionId(i.no),
    no: i.no,
    name: i.no,
    type: '机构',
    parent_id: i.parent && institutionId(i.parent),
    ord: i.ord,
    ord_until: i.ordUntil,
    depth: i.depth,
    pinyin: '',
    opened_on: '2000-01-01',
    version: 1,
    recorded_at: '2000-01-01T00:00:00+08:00',
  }));
  const ordOf = (no: string) => institutions.find((i) => i.no === no)?.ord;
  return {
    institution: institutions,
    institution_version: institutions.map(({ id, type, opened_on, recorded_at }) => ({
      institution_id: id,
      type,
      opened_on,
      recorded_at,
    })),
    post: [...new Set(history.appointments.map((a) => a.role))].map((role) => ({
      name: role,
      role,
      recorded_at: '2000-01-01T00:00:00+08:00',
    })),
    staff: history.staff.map((no) => ({
      id: staffId(no),
      no,
      name: no,
      pinyin: '',
      joined_on: '2000-01-01',
      version: 1,
      recorded_at: '2000-01-01T00:00:00+08:00',
    })),
    appointment: numbered(history.appointments).map((a) => ({
      id: a.id,
      staff_id: staffId(a.staff),
      post: a.role,
      institution_id: institutionId(a.institution),
      valid_from: a.from,
      valid_until: a.until,
      is_main: true,
      recorded_at: stamp(a.recordedAt),
      superseded_at: stamp(a.supersededAt),
    })),
    customer: chains(history.customers, keyOf.customer).map((chain) => {
      const present = lastOf(chain);
      return {
        id: customerId(present.no),
        no: present.no,
        name: present.no,
        pinyin: '',
        kind: 'corporate',
        institution_id: institutionId(present.institution),
        institution_ord: ordOf(present.institution),
        opened_on: present.openedOn,
        deposit: 0,
        credit: 0,
        loan: 0,
        version: 1,
        recorded_at: stamp(present.recordedAt),
      };
    }),
    customer_version: versions(history.customers, keyOf.customer).map(({ version: c, clocks }) => ({
      customer_id: customerId(c.no),
      opened_on: c.openedOn,
      institution_id: institutionId(c.institution),
      kind: 'corporate',
      ...clocks,
    })),
    custody: numbered(versions(history.custody, keyOf.custody)).map(({ id, version: c, clocks }) => ({
      id,
      customer_id: customerId(c.customer),
      role: c.role,
      staff_id: staffId(c.staff),
      valid_from: c.from,
      valid_until: c.until,
      ...clocks,
    })),
    balance: numbered(versions(history.balances, keyOf.balance)).map(({ id, version: b, clocks }) => ({
      id,
      customer_id: customerId(b.customer),
      valid_from: b.from,
      deposit: b.deposit,
      credit: b.credit,
      loan: b.loan,
      ...clocks,
    })),
    fact: numbered(versions(history.facts, keyOf.fact)).map(({ id, version: f, chain, clocks }) => ({
      id,
      kind: f.kind,
      key: f.key,
      subject_id: idsOf[subjectTypeOf(f.kind)](f.customer),
      actor_id: f.actor && staffId(f.actor),
      method: f.method,
      origin: 'batch',
      ref: f.ref,
      biz_date: dayOf(f.occurredAt),
      occurred_at: stamp(f.occurredAt),
      dated_at: stamp(datedAt(chain.slice(0, chain.indexOf(f) + 1))),
      retracted: f.retracted,
      due_on: f.dueOn,
      result: f.result,
      ...clocks,
    })),
    leave_version: versions(history.leaves, keyOf.leave).map(({ version: l, clocks }) => ({
      leave_id: leaveId(l.no),
      staff_id: staffId(l.staff),
      valid_from: l.from,
      valid_until: nextDay(l.to),
      counts: l.counts,
      ...clocks,
    })),
    calendar_day: numbered(versions(history.calendar, keyOf.calendar)).map(({ id, version: c, clocks }) => ({
      id,
      institution_id: c.institution && institutionId(c.institution),
      day: c.day,
      is_workday: c.isWorkday,
      ...clocks,
    })),
    waiver: numbered(history.waivers).map((w) => ({
      id: w.id,
      rule_id: w.rule,
      subject_id: w.customer && customerId(w.customer),
      institution_id: w.institution && institutionId(w.institution),
      from_date: w.from,
      until_date: w.until,
      clause: w.rule,
      reason: '试验',
      approver_id: 1,
      recorded_at: stamp(w.recordedAt),
      superseded_at: stamp(w.supersededAt),
    })),
  };
}

/** Rows go in as one JSON document a table: one statement however many rows. */
export async function insertRows(db: Db, table: string, rows: Row[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = sql.join(Object.keys(rows[0] as Row).map((name) => sql.ref(name)));
  await sql`insert into ${sql.table(table)} (${columns}) overriding system value
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`.execute(
    db,
  );
}

const lastOf = <T>(list: T[]): T => list.at(-1) as T;

function ids(names: string[]): (name: string) => number {
  const numbers = new Map([...new Set(names)].map((name, i) => [name, i + 1]));
  return (name) => {
    const id = numbers.get(name);
    if (id === undefined) throw new Error(`the history names ${name} without introducing it`);
    return id;
  };
}

const numbered = <T extends object>(rows: T[]) => rows.map((row, i) => ({ id: i + 1, ...row }));

function versions<V extends { recordedAt: Instant }>(list: V[], key: (version: V) => string) {
  return chains(list, key).flatMap((chain) =>
    chain.map((version, i) => ({
      version,
      chain,
      clocks: { recorded_at: stamp(version.recordedAt), superseded_at: stamp(chain[i + 1]?.recordedAt ?? null) },
    })),
  );
}

function datedAt(chain: FactVersion[]): Instant {
  const present = lastOf(chain);
  const lastElsewhere = chain.findLastIndex((v) => dayOf(v.occurredAt) !== dayOf(present.occurredAt));
  return (chain[lastElsewhere + 1] as FactVersion).recordedAt;
}

function nested(institutions: Institution[]) {
  const result: (Institution & { ord: number; ordUntil: number; depth: number })[] = [];
  let ord = 0;
  const walk = (parent: string | null, depth: number): void => {
    for (const institution of institutions.filter((i) => i.parent === parent)) {
      const row = { ...institution, ord: ord++, ordUntil: 0, depth };
      result.push(row);
      walk(institution.no, depth + 1);
      row.ordUntil = ord;
    }
  };
  walk(null, 0);
  return result;
}
