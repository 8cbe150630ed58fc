import { sql } from 'kysely';
import type { ExpectedDuty, GoldenCase } from '../../kernel/rulebook/case.ts';
import type { Rulebook } from '../../kernel/rulebook/rulebook.ts';
import type { Db } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import { fillCase, instantOf, shadowTables } from './case-tables.ts';
import { type DutyRow, evaluateDuties } from './report.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';

/** A golden case that does not come out as it says, and how. */
export interface CaseFailure {
  ruleId: string;
  /** `rules.3.cases.0` */
  path: string;
  name: string;
  reason: string;
}

/**
 * Runs every golden case of a rulebook by the compiler that computes the bank's duties, on tables of its own, and leaves
 * nothing behind. Returns the cases that fail.
 */
export async function runCases(
  db: Db,
  { rulebook, vocabulary, zone }: { rulebook: Rulebook; vocabulary: Vocabulary; zone: string },
): Promise<CaseFailure[]> {
  if (rulebook.rules.every((rule) => rule.cases.length === 0)) return [];
  const words = vocabularyOf(vocabulary, rulebook);
  return inTransaction(db, async (transaction) => {
    await sql`savepoint golden_cases`.execute(transaction);
    await shadowTables(transaction, words);
    await sql`savepoint golden_case`.execute(transaction);
    const failures: CaseFailure[] = [];
    for (const [index, rule] of rulebook.rules.entries()) {
      for (const [place, golden] of rule.cases.entries()) {
        const reason = await failureOf(transaction, golden, { rulebook, vocabulary, words, zone, ruleId: rule.id });
        await sql`rollback to savepoint golden_case`.execute(transaction);
        const path = `rules.${index}.cases.${place}`;
        if (reason !== null) failures.push({ ruleId: rule.id, path, name: golden.name, reason });
      }
    }
    await sql`rollback to savepoint golden_cases`.execute(transaction);
    return failures;
  });
}

interface Bench {
  rulebook: Rulebook;
  vocabulary: Vocabulary;
  words: Vocabulary;
  zone: string;
  ruleId: string;
}

async function failureOf(
  db: Db,
  golden: GoldenCase,
  { rulebook, vocabulary, words, zone, ruleId }: Bench,
): Promise<string | null> {
  try {
    await fillCase(db, words, golden.given, zone);
  } catch (error) {
    if (error instanceof Error && !('severity' in error)) return error.message;
    throw error;
  }
  const effectiveOn = golden.effective ?? `${golden.asOf.slice(0, 4)}-01-01`;
  const rows = await evaluateDuties(db, {
    vocabulary,
    versions: [{ id: 1, effectiveOn, until: null, rulebook }],
    asOf: new Date(instantOf(golden.asOf, zone)),
    known: new Date(instantOf(golden.known ?? golden.asOf, zone)),
    zone,
    ruleIds: [ruleId],
  });
  return difference(rows, golden.expect);
}

/** How the duties differ from what the case expects, or null. Fields that it does not name may be anything. */
function difference(rows: DutyRow[], expected: ExpectedDuty[]): string | null {
  const named = (row: { subject: string; anchor: string }) => `${row.subject} ${row.anchor}`;
  const missing = expected.filter((want) => !rows.some((row) => named(row) === named(want)));
  const extra = rows.filter((row) => !expected.some((want) => named(row) === named(want)));
  const other = expected.flatMap((want) => {
    const row = rows.find((candidate) => named(candidate) === named(want));
    const fields = Object.entries(want).filter(([name, value]) => row && row[name as keyof DutyRow] !== value);
    return fields.map(
      ([name, value]) => `${named(want)} 的 ${name} 应为 ${value}，实为 ${row?.[name as keyof DutyRow]}`,
    );
  });
  const parts = [
    ...missing.map((want) => `缺少 ${named(want)}`),
    ...extra.map((row) => `多出 ${named(row)}（${row.got}/${row.need} ${row.status}）`),
    ...other,
  ];
  return parts.length === 0 ? null : parts.join('；');
}
