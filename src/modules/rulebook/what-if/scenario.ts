import { sql } from 'kysely';
import { type CivilDate, civilDateOf, startOfDay } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import type { Rulebook } from '../../../kernel/rulebook/rulebook.ts';
import { type Context, transact } from '../../../platform/context.ts';
import { writeCancellable } from '../../../platform/db/cancellable.ts';
import type { Db } from '../../../platform/db/database.ts';
import { declaredVocabulary, loadVersions, runTrial, type TrialWatch } from '../../../platform/duties/public.ts';
import { dutyErrors } from '../errors.ts';
import { checkedRulebook } from '../library/publish.ts';
import { scenarioErrors } from './errors.ts';

export type NewScenario = {
  title: string;
  draftId: number | null;
  rulebook: Rulebook;
  from: CivilDate;
  /** First day after the range; today at the latest. */
  until: CivilDate;
};

/** A draft and the days on whose facts it is to be tried; answers its number. Throws where that cannot be. */
export async function createScenario(ctx: Context, asked: NewScenario): Promise<number> {
  const now = ctx.clock.now();
  const today = civilDateOf(now, ctx.zone);
  if (asked.until <= asked.from) fail(scenarioErrors.SCENARIO_RANGE(undefined, 'until'));
  if (asked.until > today) fail(scenarioErrors.SCENARIO_FUTURE({ today }, 'until'));
  if ((await loadVersions(ctx.db, now)).length === 0) fail(dutyErrors.RULEBOOK_MISSING());
  const { id } = await ctx.db
    .insertInto('scenario')
    .values({
      title: asked.title,
      owner_id: ctx.principal?.accountId ?? null,
      draft_id: asked.draftId,
      content: JSON.stringify(asked.rulebook),
      from_day: asked.from,
      until_day: asked.until,
      as_of: startOfDay(asked.until, ctx.zone),
      known: now,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Nothing ever aborts it. */
const NEVER = new AbortController().signal;

/**
 * Works a scenario out, all or nothing: one snapshot of the facts, and neither an abort nor a killed process leaves half
 * of it. Running it again replaces what an earlier run found. Answers the rules that differ.
 */
export async function runScenario(
  ctx: Context,
  id: number,
  { signal = NEVER, progress }: TrialWatch = {},
): Promise<string[]> {
  const scenario = await ctx.db.selectFrom('scenario').selectAll().where('id', '=', id).executeTakeFirst();
  if (!scenario) return fail(scenarioErrors.SCENARIO_UNKNOWN());
  return writeCancellable(ctx.db, signal, async (db) => {
    await clear(db, id);
    const trial = {
      scenarioId: id,
      vocabulary: declaredVocabulary(),
      zone: ctx.zone,
      versions: await loadVersions(db, scenario.known),
      draft: checkedRulebook(scenario.content),
      from: scenario.from_day as CivilDate,
      until: scenario.until_day as CivilDate,
      asOf: scenario.as_of,
      known: scenario.known,
    };
    const rules = await runTrial(db, trial, { signal, progress });
    await db.updateTable('scenario').set({ finished_at: ctx.clock.now() }).where('id', '=', id).execute();
    return rules;
  });
}

/** Forgets a scenario and everything found in it; answers its title. Throws SCENARIO_UNKNOWN. */
export function deleteScenario(ctx: Context, id: number): Promise<string> {
  return transact(ctx, async ({ db }) => {
    await clear(db, id);
    const gone = await db.deleteFrom('scenario').where('id', '=', id).returning('title').executeTakeFirst();
    return gone?.title ?? fail(scenarioErrors.SCENARIO_UNKNOWN());
  });
}

async function clear(db: Db, id: number): Promise<void> {
  await sql`delete from scenario_duty where scenario_id = ${id}`.execute(db);
  await sql`delete from scenario_tally where scenario_id = ${id}`.execute(db);
}
