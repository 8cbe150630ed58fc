import { sql } from 'kysely';
import type { GoldenCase } from '../../kernel/rulebook/case.ts';
import { type CaseDuty, caseDifference, caseLines } from '../../kernel/rulebook/case-outcome.ts';
import type { Rulebook } from '../../kernel/rulebook/rulebook.ts';
import type { Db } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import { fillCase, instantOf, shadowTables } from './case-tables.ts';
import { evaluateDuties } from './report.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';

/** How a golden case comes out. */
export interface CaseResult {
  ruleId: string;
  /** `rules.3.cases.0` */
  path: string;
  name: string;
  /** The duties that came out; null: what is given cannot be made. */
  actual: CaseDuty[] | null;
  /** How they differ from what the case says; null: not at all. */
  reason: string | null;
}

/** What is run where: `ruleIds` narrows it to some rules' cases. */
export interface CaseRun {
  rulebook: Rulebook;
  vocabulary: Vocabulary;
  zone: string;
  ruleIds?: readonly string[];
}

/**
 * Runs the golden cases of a rulebook by the compiler that computes the bank's duties, on tables of its own, and leaves
 * nothing behind.
 */
export async function runCases(db: Db, { rulebook, vocabulary, zone, ruleIds }: CaseRun): Promise<CaseResult[]> {
  const wanted = rulebook.rules.flatMap((rule, index) =>
    (ruleIds?.includes(rule.id) ?? true)
      ? rule.cases.map((golden, place) => ({ ruleId: rule.id, golden, path: `rules.${index}.cases.${place}` }))
      : [],
  );
  if (wanted.length === 0) return [];
  const words = vocabularyOf(vocabulary, rulebook);
  return inTransaction(db, async (transaction) => {
    await sql`savepoint golden_cases`.execute(transaction);
    await shadowTables(transaction, words);
    await sql`savepoint golden_case`.execute(transaction);
    const results: CaseResult[] = [];
    for (const { ruleId, golden, path } of wanted) {
      const outcome = await outcomeOf(transaction, golden, { rulebook, vocabulary, words, zone, ruleId });
      await sql`rollback to savepoint golden_case`.execute(transaction);
      results.push({ ruleId, path, name: golden.name, ...outcome });
    }
    await sql`rollback to savepoint golden_cases`.execute(transaction);
    return results;
  });
}

interface Bench {
  rulebook: Rulebook;
  vocabulary: Vocabulary;
  words: Vocabulary;
  zone: string;
  ruleId: string;
}

async function outcomeOf(
  db: Db,
  golden: GoldenCase,
  { rulebook, vocabulary, words, zone, ruleId }: Bench,
): Promise<Pick<CaseResult, 'actual' | 'reason'>> {
  try {
    await fillCase(db, words, golden.given, zone);
  } catch (error) {
    if (error instanceof Error && !('severity' in error)) return { actual: null, reason: error.message };
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
  const actual = rows.map(({ subject, anchor, need, got, status, until, bearer }) => ({
    subject,
    anchor,
    need,
    got,
    status,
    until,
    bearer,
  }));
  return { actual, reason: caseDifference(caseLines(golden.expect, actual)) };
}
