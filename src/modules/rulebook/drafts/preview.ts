import { addDays, type CivilDate, periodOf, startOfDay } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import type { Document } from '../../../kernel/rulebook/compare.ts';
import { hoursOf } from '../../../kernel/rulebook/effort.ts';
import type { Rule } from '../../../kernel/rulebook/rule.ts';
import type { Rulebook, RulebookVersion } from '../../../kernel/rulebook/rulebook.ts';
import type { Context } from '../../../platform/context.ts';
import { readCancellable } from '../../../platform/db/cancellable.ts';
import { declaredVocabulary, type Tally, tallyDuties } from '../../../platform/duties/public.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { dutyErrors } from '../errors.ts';
import { checkedRulebook } from '../library/publish.ts';
import { type LimitStanding, limitStanding } from './limit-standing.ts';

const MOST_PEOPLE = 10;

export type Preview = {
  /** Hours for one act, a decimal text; null: nobody has estimated them. */
  hours: string | null;
  /**
   * The first period under the draft, and the same rule as the base version has it. Of response rules an estimate: as many
   * triggers as in `estimatedFrom`. null: of limits, which are kept or broken and ask for no work by the period.
   */
  next: { period: string; tally: Tally; before: Tally | null; estimatedFrom: string | null } | null;
  /** A period as it stands on the facts so far: the one in progress, of response rules the last whole month. */
  soFar: { period: string; tally: Tally; before: Tally | null };
  /** Of limits: where their subjects stand today, and who is beyond; null: of other rules. */
  standing: { now: LimitStanding; before: LimitStanding | null; heaviest: Tally['heaviest'] } | null;
};

/**
 * What a rule of a draft would ask: counted by the engine's own query on the next period and on the facts so far, and
 * beside it what the base version asks. Writes nothing. Throws AppError while the draft has problems.
 */
export async function previewRule(
  ctx: Context,
  { content, base, ruleId }: { content: Document; base: Rulebook; ruleId: string },
  signal: AbortSignal,
): Promise<Preview> {
  const rulebook = checkedRulebook(content);
  const rule = rulebook.rules.find(({ id }) => id === ruleId) ?? fail(dutyErrors.RULE_UNKNOWN({ id: ruleId }));
  const old = base.rules.find(({ id }) => id === ruleId);
  return readCancellable(ctx.db, signal, async (db) => {
    const count = (span: Span) => tallyDuties(db, evaluationOf(ctx, span, ruleId), MOST_PEOPLE);
    const both = async (span: (of: Rulebook) => Span) => ({
      tally: await count(span(rulebook)),
      before: old ? await count(span(base)) : null,
    });
    const { period, next } = spansOf(ctx, rule);
    const soFar = { period: period.period, ...(await both(period.span)) };
    return {
      hours: hoursOf(rule, rulebook.parameters),
      next: next
        ? { period: next.period, ...(await both(next.span)), estimatedFrom: null }
        : estimateOf(ctx, rule, soFar),
      soFar,
      standing: await standingOf(ctx, { rulebook, base, ruleId }, count),
    };
  });
}

/** A limit asks for no work by the period; what its change means is who is beyond it, and who comes next. */
async function standingOf(
  ctx: Context,
  { rulebook, base, ruleId }: { rulebook: Rulebook; base: Rulebook; ruleId: string },
  count: (span: Span) => Promise<Tally>,
): Promise<Preview['standing']> {
  const { now, today } = momentOf(ctx);
  const side = (of: Rulebook) => {
    const rule = of.rules.find(({ id }) => id === ruleId);
    if (rule?.shape !== 'limit') return null;
    return limitStanding(rule, of, today, (tried, from) =>
      count({ versions: [version(tried, from, null)], asOf: now }),
    );
  };
  const drafted = await side(rulebook);
  if (drafted === null) return null;
  const before = await side(base);
  return { now: drafted.standing, before: before?.standing ?? null, heaviest: drafted.tally.heaviest };
}

/** Triggers to come are not known, so the next month is taken to bring those of the last whole one. */
function estimateOf(ctx: Context, rule: Rule, last: Preview['soFar']): Preview['next'] {
  if (rule.shape !== 'response') return null;
  const { today } = momentOf(ctx);
  const { label } = periodOf('month', periodOf('month', today).end);
  return { ...last, period: label, estimatedFrom: last.period };
}

/** A rulebook that rules a while, seen at a moment. */
type Span = { versions: RulebookVersion[]; asOf: Date };
type Counted = { period: string; span(of: Rulebook): Span };

function spansOf(ctx: Context, rule: Rule): { period: Counted; next: Counted | null } {
  const { now, today } = momentOf(ctx);
  if (rule.shape !== 'recurring') {
    const month = periodOf('month', addDays(periodOf('month', today).start, -1));
    const span = (of: Rulebook) => ({
      versions: [version(of, month.start, month.end), without(of, month.end)],
      asOf: now,
    });
    return { period: { period: month.label, span }, next: null };
  }
  const current = periodOf(rule.period, today);
  const next = periodOf(rule.period, current.end);
  // A period exists once it has begun, so the next one is seen a moment after its beginning.
  const begun = new Date(startOfDay(next.start, ctx.zone).getTime() + 1);
  return {
    period: {
      period: current.label,
      span: (of) => ({ versions: [version(of, current.start, null)], asOf: now }),
    },
    next: { period: next.label, span: (of) => ({ versions: [version(of, next.start, null)], asOf: begun }) },
  };
}

function version(rulebook: Rulebook, effectiveOn: CivilDate, until: CivilDate | null): RulebookVersion {
  return { id: 0, effectiveOn, until, rulebook };
}

/** What rules after a span that has ended: nothing. */
function without(rulebook: Rulebook, effectiveOn: CivilDate): RulebookVersion {
  return version({ ...rulebook, rules: [] }, effectiveOn, null);
}

function evaluationOf(ctx: Context, { versions, asOf }: Span, ruleId: string) {
  const known = ctx.clock.now();
  return { vocabulary: declaredVocabulary(), versions, asOf, known, zone: ctx.zone, ruleIds: [ruleId] };
}
