import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { civilDateOf, periodOf } from '../../src/kernel/calendar/index.ts';
import type { RulebookVersion } from '../../src/kernel/rulebook/rulebook.ts';
import { transact } from '../../src/platform/context.ts';
import { writeDuties } from '../../src/platform/duties/diff-writer.ts';
import { desiredQueries } from '../../src/platform/duties/evaluate.ts';
import { planFor } from '../../src/platform/duties/plan.ts';
import { declaredVocabulary, loadVersions } from '../../src/platform/duties/public.ts';
import type { Bench } from '../support/bench.ts';
import { customersBetween, type Held, recordContact, removeContacts } from '../support/contacts.ts';
import type { Measure } from '../support/figure.ts';
import { fortyRules } from '../support/generated-rules.ts';
import { percentile } from '../support/statistics.ts';

const PER_SECOND = 200;
const SECONDS = 15;
/** Statements are parsed, plans worked out and caches filled before it counts. */
const WARMING_SECONDS = 2;
const MOST_CUSTOMERS = 20_000;
const METHODS = ['phone', 'visit', 'wechat'];
/** Of the generated rules; with the template's they are more than 40. */
const RULES = 16;

export const factLatency: Measure = {
  name: 'fact-latency',
  title: 'from a fact that comes, 200 a second, more than 40 rules published, to its duties seen by another connection',
  async run(bench) {
    const began = bench.ctx.clock.now();
    const customers = await customersBetween(bench, [0, Number.POSITIVE_INFINITY], MOST_CUSTOMERS);
    const withdraw = await publishMoreRules(bench);
    try {
      const times = await offer(bench, customers);
      const counted = times.slice(WARMING_SECONDS * PER_SECOND);
      const none = { unit: 'ms', floor: null, ratio: null };
      return [
        { name: 'fact-latency-p95', value: percentile(counted, 0.95), ...none, goal: { atMost: 10 } },
        { name: 'fact-latency-p99', value: percentile(counted, 0.99), ...none, goal: { atMost: 50 } },
      ];
    } finally {
      await withdraw();
      await removeContacts(bench, began);
    }
  },
};

/** Facts come at their times, however long those before them take; a fact that has to wait is the later for it. */
async function offer(bench: Bench, customers: readonly Held[]): Promise<number[]> {
  const started = performance.now();
  const seen: Promise<number>[] = [];
  for (let no = 0; no < PER_SECOND * (SECONDS + WARMING_SECONDS); no++) {
    const due = started + (no * 1000) / PER_SECOND;
    const early = due - performance.now();
    if (early > 0) await sleep(early);
    const customer = customers[no % customers.length] as Held;
    seen.push(untilSeen(bench, { ...customer, method: METHODS[no % METHODS.length] as string }, due));
  }
  return Promise.all(seen);
}

/** Milliseconds from `due` until a reader has the customer's duties with the contact counted. */
async function untilSeen(
  { ctx, database }: Bench,
  contact: Parameters<typeof recordContact>[1],
  due: number,
): Promise<number> {
  await recordContact(ctx, contact);
  await database.pool.query({
    name: 'bench.duties-of',
    text: 'select rule_id, need, got, status from duty where subject_id = $1 and until_at > $2',
    values: [contact.id, ctx.clock.now()],
  });
  return performance.now() - due;
}

/** Publishes the rules in force and the generated ones for the same date, with their duties; the answer undoes it. */
async function publishMoreRules({ ctx, database: { pool } }: Bench): Promise<() => Promise<void>> {
  const now = ctx.clock.now();
  const inForce = (await loadVersions(ctx.db, now)).at(-1);
  if (!inForce) throw new Error('the prepared bank has a rulebook');
  const rules = fortyRules().slice(0, RULES);
  const content = JSON.stringify({ ...inForce.rulebook, rules: [...inForce.rulebook.rules, ...rules] });
  const { rows } = await pool.query(
    `insert into rulebook_version (title, effective_on, content, sha256, published_at)
     values ('试验制度', $1, $2::text::jsonb, sha256(convert_to($2::text, 'UTF8')), $3) returning id`,
    [inForce.effectiveOn, content, now],
  );
  const ruleIds = rules.map(({ id }) => id);
  await writeCurrentMonth({ ctx }, await loadVersions(ctx.db, now), ruleIds);
  return async () => {
    await pool.query('delete from rulebook_version where id = $1', [rows[0].id]);
    await pool.query('delete from duty where rule_id = any($1)', [ruleIds]);
  };
}

function writeCurrentMonth({ ctx }: Pick<Bench, 'ctx'>, versions: RulebookVersion[], ruleIds: string[]): Promise<void> {
  const { clock, zone } = ctx;
  const now = clock.now();
  const since = periodOf('month', civilDateOf(now, zone)).start;
  return transact(ctx, async ({ db }) => {
    await planFor(db, 'everybody');
    const evaluation = { vocabulary: declaredVocabulary(), versions, asOf: now, known: now, zone, since, ruleIds };
    for (const desired of await desiredQueries(db, evaluation)) {
      await writeDuties(db, desired, { asOf: now, changedAt: now });
    }
    await sql`analyze duty`.execute(db);
  });
}
