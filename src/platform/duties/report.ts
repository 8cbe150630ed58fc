import { type RawBuilder, sql } from 'kysely';
import { civilDateOf, startOfDay } from '../../kernel/calendar/index.ts';
import type { Db } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import { desiredQueries, type Evaluation } from './evaluate.ts';
import { planFor } from './plan.ts';

/** A duty as other systems read it: the bank's own numbers, half-open interval, dates or local times. */
export interface DutyRow {
  rule: string;
  clause: string;
  subjectType: string;
  subject: string;
  anchor: string;
  start: string;
  until: string;
  bearer: string | null;
  need: number;
  got: number;
  status: string;
}

interface Raw {
  rule_id: string;
  rulebook_version: number;
  subject_type: string;
  subject: string;
  anchor: string;
  starts_at: Date;
  until_at: Date;
  bearer: string | null;
  need: number;
  got: number;
  status: string;
}

/**
 * The duties as a pure function of the evaluation's arguments; no live row is read or written. Sorted by rule, subject
 * and anchor in code unit order.
 */
export async function evaluateDuties(db: Db, evaluation: Evaluation): Promise<DutyRow[]> {
  return inTransaction(db, (snapshot) => collect(snapshot, evaluation), 'repeatable read');
}

async function collect(db: Db, evaluation: Evaluation): Promise<DutyRow[]> {
  await planFor(db, evaluation.subjects ? 'few' : 'everybody');
  const rows: DutyRow[] = [];
  const clauseOf = clauses(evaluation.versions);
  for (const { query } of await desiredQueries(db, evaluation)) {
    const { rows: raw } = await numbered(query).execute(db);
    for (const row of raw) rows.push(toDutyRow(clauseOf(row), row, evaluation.zone));
  }
  return rows.sort((a, b) => order(a.rule, b.rule) || order(a.subject, b.subject) || order(a.anchor, b.anchor));
}

/** The clause that a duty's rule stands for in the version that rules it. */
function clauses(versions: Evaluation['versions']): (row: Raw) => string {
  const known = new Map(
    versions.flatMap(({ id, rulebook }) => rulebook.rules.map((rule) => [`${id} ${rule.id}`, rule.clause])),
  );
  return (row) => known.get(`${row.rulebook_version} ${row.rule_id}`) ?? '';
}

/** Ids become the bank's own numbers. */
function numbered(query: RawBuilder<unknown>): RawBuilder<Raw> {
  return sql<Raw>`
    select d.rule_id, d.rulebook_version, d.subject_type, d.anchor, d.starts_at, d.until_at, d.need, d.got, d.status, b.no as bearer,
      case d.subject_type when 'customer' then c.no when 'staff' then s.no else i.no end as subject
    from (${query}) d
    left join staff b on b.id = d.bearer_id
    left join customer c on d.subject_type = 'customer' and c.id = d.subject_id
    left join staff s on d.subject_type = 'staff' and s.id = d.subject_id
    left join institution i on d.subject_type = 'institution' and i.id = d.subject_id`;
}

function toDutyRow(clause: string, row: Raw, zone: string): DutyRow {
  return {
    rule: row.rule_id,
    clause,
    subjectType: row.subject_type,
    subject: row.subject,
    anchor: row.anchor,
    start: localTime(row.starts_at, zone),
    until: localTime(row.until_at, zone),
    bearer: row.bearer,
    need: row.need,
    got: row.got,
    status: row.status,
  };
}

/** `2026-03-01` at midnight, else `2026-03-05T14:30`. */
export function localTime(instant: Date, zone: string): string {
  const date = civilDateOf(instant, zone);
  const minutes = Math.floor((instant.getTime() - startOfDay(date, zone).getTime()) / 60_000);
  if (minutes === 0) return date;
  return `${date}T${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
