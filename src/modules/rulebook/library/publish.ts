import { createHash } from 'node:crypto';
import { fail, type Problem } from '../../../kernel/errors/public.ts';
import { readRulebook } from '../../../kernel/rulebook/check.ts';
import { tableFindings } from '../../../kernel/rulebook/clause-table.ts';
import { rulebookErrors } from '../../../kernel/rulebook/errors.ts';
import type { Rulebook } from '../../../kernel/rulebook/rulebook.ts';
import { type Context, transact } from '../../../platform/context.ts';
import { declaredVocabulary, lexiconOf, runCases, wordsOf } from '../../../platform/duties/public.ts';
import { audit } from '../../../platform/ledger/public.ts';

/** Reads a rulebook document against the words of this house. Throws AppError with every problem and its path. */
export function checkedRulebook(document: unknown): Rulebook {
  const result = readRulebook(document, lexiconOf(declaredVocabulary()));
  return result.ok ? result.rulebook : fail(result.problems);
}

/**
 * Conflicts and gaps among tiers and among a clause's rules. They refuse a draft (`readiness.ts`); a file may mean them,
 * so there they are only said.
 */
export function tableWarnings(rulebook: Rulebook): Problem[] {
  const words = wordsOf(declaredVocabulary(), rulebook);
  return tableFindings(rulebook, words).map(({ problem }) => problem);
}

/** Runs the golden cases. Throws AppError with every case that does not hold and how (依据 RUL-2). */
export async function assertCases(ctx: Context, rulebook: Rulebook): Promise<void> {
  const results = await runCases(ctx.db, { rulebook, vocabulary: declaredVocabulary(), zone: ctx.zone });
  const problems = results.flatMap(({ ruleId, name, reason, path }) =>
    reason === null ? [] : [rulebookErrors.RULEBOOK_CASE({ rule: ruleId, name, reason }, path)],
  );
  if (problems.length > 0) fail(problems);
}

/**
 * Adds a version of the rulebook, in force from a date until the next one's. Versions are never changed.
 * `publishedAt` is the moment from which it is known; the template of a new bank has been known always.
 */
export async function publishRulebook(
  ctx: Context,
  rulebook: Rulebook,
  { effectiveOn, publishedAt }: { effectiveOn: string; publishedAt: Date },
): Promise<number> {
  return transact(ctx, async (inside) => {
    const content = JSON.stringify(rulebook);
    const { id } = await inside.db
      .insertInto('rulebook_version')
      .values({
        title: rulebook.title,
        effective_on: effectiveOn,
        content,
        sha256: createHash('sha256').update(content).digest(),
        published_at: publishedAt,
        published_by: ctx.principal?.accountId ?? null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await audit(inside, {
      action: 'rulebook.publish',
      register: 'rulebook',
      rowId: String(id),
      institutionOrd: null,
      detail: { title: rulebook.title, effectiveOn },
    });
    return id;
  });
}
