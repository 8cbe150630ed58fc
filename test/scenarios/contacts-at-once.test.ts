import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addDays, type CivilDate } from '../../src/kernel/calendar/index.ts';
import { contactsImporter } from '../../src/modules/daily/contacts.importer.ts';
import { publishRulebook, readTemplate } from '../../src/modules/rulebook/public.ts';
import { transact } from '../../src/platform/context.ts';
import { advance, defineNewFact, evaluateAll, refreshDuties, touchedBy } from '../../src/platform/duties/public.ts';
import { runImport } from '../../src/platform/importing/public.ts';
import { AUDITED, auditValues, recordFacts } from '../../src/platform/ledger/public.ts';
import { type FrozenClock, frozenClock } from '../support/frozen-clock.ts';
import { type DailyWorld, dailyWorld, plantCustomer } from './daily-world.ts';

let clock: FrozenClock;
let world: DailyWorld;

beforeEach(async () => {
  clock = frozenClock('2026-03-05T17:30:00+08:00');
  world = await dailyWorld(clock);
});
afterEach(() => world.close());

const recordAtOnce = defineNewFact({ kind: 'contact', subject: 'customer', beside: [AUDITED] });
let serial = 0;
let planted = 0;

type Draft = { customer: number; method?: string; at?: string };

function draft({ customer, method = 'phone', at = '2026-03-05T10:00' }: Draft) {
  serial += 1;
  const place = { actor_id: world.ids.张经理, institution_id: world.places.branch.id };
  return { key: `K${serial}`, subject_id: customer, ...place, method, occurred_at: new Date(`${at}:00+08:00`) };
}

const attempt = (of: Draft) =>
  recordAtOnce(world.ctx, draft(of), auditValues(world.ctx, { action: 'contact.record', register: 'contact' }));

/** As registers do: at once if nothing speaks against it, else in a transaction. Returns which of the two it was. */
async function record(of: Draft): Promise<boolean> {
  const fact = draft(of);
  if (await recordAtOnce(world.ctx, fact, auditValues(world.ctx, { action: 'contact.record' }))) return true;
  await transact(world.ctx, async (inside) => {
    const moved = await recordFacts(inside, [{ ...fact, kind: 'contact', fresh: true }]);
    await refreshDuties(inside, touchedBy('customer', moved));
  });
  return false;
}

const count = async (table: 'fact' | 'audit_record' | 'audit_unsealed') =>
  Number((await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(world.db)).rows[0]?.n);

/** What the run over everything, the production's own judge, finds different. */
async function repaired(): Promise<number> {
  const now = clock.now();
  return (await evaluateAll(world.ctx, { asOf: now, known: now })).changed;
}

describe('[RUL-3] 新联系一步入账', () => {
  it('事实、义务、审计记录一并写下，与全面重算无异', async () => {
    const { 甲, 乙 } = world.customers;
    expect(await record({ customer: 乙 }), '本进程尚不知现行制度').toBe(false);
    const audited = await count('audit_unsealed');
    expect(await record({ customer: 甲, method: 'visit' })).toBe(true);
    expect(await world.duties('CUS-1a')).toContain('2026-03-01 open 1/2');
    expect(await world.duties('DAY-7')).toEqual([`K${serial} open 0/1`]);
    expect(await count('audit_unsealed')).toBe(audited + 1);
    expect(await repaired()).toBe(0);
  });

  it('同一客户同一日多人同时登记，只计一次，一笔不少', async () => {
    await record({ customer: world.customers.乙, at: '2026-03-04T10:00' });
    const before = await world.duties('CUS-1c');
    const many = Array.from({ length: 20 }, () => record({ customer: world.customers.乙 }));
    await Promise.all(many);
    expect(before).toEqual(['2026-01-01 fulfilled 1/1']);
    expect(await world.duties('CUS-1c')).toEqual(['2026-01-01 fulfilled 2/1']);
    expect(await count('fact')).toBe(21);
    expect(await repaired()).toBe(0);
  });

  it('制度在其间发布，旧制度下不再入账', async () => {
    await record({ customer: world.customers.乙 });
    const template = await readTemplate('standard');
    const publishedAt = clock.now();
    await publishRulebook(world.ctx, { ...template, title: '修订' }, { effectiveOn: '2026-03-05', publishedAt });
    expect(await attempt({ customer: world.customers.乙 })).toBe(false);
    expect(await count('fact')).toBe(1);
    await record({ customer: world.customers.乙, at: '2026-03-05T11:00' });
    expect(await attempt({ customer: world.customers.甲, at: '2026-03-05T11:00' })).toBe(false);
  });

  it('客户正由别人处理，或补录、将来之事，都不走一步入账，也什么都不写', async () => {
    const { 甲, 乙 } = world.customers;
    await record({ customer: 乙 });
    const before = await count('fact');
    await transact(world.ctx, async (inside) => {
      await refreshDuties(inside, { subjectType: 'customer', subjectIds: [甲], since: '2026-03-01' as CivilDate });
      const [held, free] = await Promise.all([attempt({ customer: 甲 }), attempt({ customer: 乙 })]);
      expect([held, free]).toEqual([false, true]);
    });
    expect(await attempt({ customer: 甲, method: 'visit', at: '2026-03-04T10:00' }), '已过当日').toBe(false);
    expect(await attempt({ customer: 甲, at: '2026-03-05T17:30' }), '此刻').toBe(false);
    expect(await count('fact')).toBe(before + 1);
  });

  it('同一批中一笔出错，其余照样入账', async () => {
    const { 甲, 乙 } = world.customers;
    await record({ customer: 乙 });
    const wrong = { ...draft({ customer: 甲 }), key: null as unknown as string };
    const audit = auditValues(world.ctx, { action: 'contact.record' });
    const [failed, other] = await Promise.all([recordAtOnce(world.ctx, wrong, audit), record({ customer: 乙 })]);
    expect([failed, other]).toEqual([false, false]);
    expect(await count('fact')).toBe(2);
  });

  it('连接中断时如实报错，什么都没有写', async () => {
    await record({ customer: world.customers.乙 });
    const before = await count('fact');
    const client = await world.database.pool.connect();
    await client.query(`begin; lock table audit_unsealed in exclusive mode`);
    const broken = attempt({ customer: world.customers.乙 }).then(String, (error: Error) => error.message);
    const { rows } = await waitForBlocked();
    await world.database.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    expect(await broken).toMatch(/terminat|unexpected/);
    await client.query('rollback');
    client.release();
    expect(await count('fact')).toBe(before);
    expect(await record({ customer: world.customers.乙 })).toBe(true);
  });

  const waitForBlocked = () =>
    vi.waitFor(async () => {
      const found = await sql<{ pid: number }>`
        select pid from pg_stat_activity
        where wait_event_type = 'Lock' and datname = current_database()`.execute(world.db);
      expect(found.rows).toHaveLength(1);
      return found;
    });
});

describe('[RUL-3] 导入的新联系按日计入', () => {
  it('及时的计入，过期的不计，移交与同日多次都与全面重算无异', async () => {
    const customers = await plantFour();
    clock.set('2026-04-02T09:00:00+08:00');
    await advance(world.ctx);
    await importContacts(contactLines(300, ['2026-02-10', '2026-03-27', '2026-03-30', '2026-03-31', '2026-04-01']));
    expect(await repaired()).toBe(0);
    await importContacts(contactLines(60, ['2026-03-31', '2026-04-01']));
    expect(await repaired()).toBe(0);
    const counted = await sql<{ n: number }>`
      select count(*) as n from duty where subject_id = any(${customers}::bigint[]) and got > 0`.execute(world.db);
    expect(Number(counted.rows[0]?.n)).toBeGreaterThan(4);
  });

  /** Rows that go round days, customers and methods. */
  function contactLines(count: number, days: string[]): string {
    const methods = ['走访', '电话', '微信'];
    const lines = Array.from({ length: count }, (_, n) => {
      serial += 1;
      const [day, method] = [days[n % days.length], methods[n % 3]];
      return `F${serial},P${planted}-${n % 4},E1,${day}T${String(9 + (n % 8)).padStart(2, '0')}:00,${method}`;
    });
    return `流水号,客户号,工号,时间,方式\n${lines.join('\n')}\n`;
  }

  async function importContacts(text: string): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'zhanye-contacts-'));
    const path = join(folder, 'contacts.csv');
    await writeFile(path, text);
    const context = { clock, principal: null, zone: world.ctx.zone };
    const report = await runImport(world.database, contactsImporter, { path, name: 'contacts.csv' }, { context });
    await rm(folder, { recursive: true });
    expect(report).toMatchObject({ refused: 0, accepted: report.read });
  }
});

const RUNS = Math.ceil(Number(process.env.ZHANYE_HISTORIES ?? 300) / 150);
const ROUNDS = 10;

it('[RUL-3] 任意时间、任意方式的联系，无论多少人同时登记，都与全面重算无异', { timeout: 300_000 }, async () => {
  const contact = fc.record({
    which: fc.nat(3),
    method: fc.constantFrom('phone', 'visit', 'wechat'),
    daysAgo: fc.constantFrom(0, 0, 0, 1, 2, 4, 6, 20),
    hour: fc.integer({ min: 0, max: 17 }),
  });
  const rounds = fc.array(
    fc.record({ days: fc.constantFrom(0, 0, 1, 3, 9), together: fc.array(contact, { minLength: 1, maxLength: 12 }) }),
    { minLength: ROUNDS, maxLength: ROUNDS },
  );
  await fc.assert(
    fc.asyncProperty(rounds, async (history) => {
      const customers = await plantFour();
      for (const { days, together } of history) {
        clock.advance({ minutes: days * 24 * 60 });
        await advance(world.ctx);
        const today = localDay(clock.now());
        const facts = together.map(({ which, method, daysAgo, hour }) => ({
          customer: customers[which] as number,
          method,
          at: `${addDays(today, -daysAgo)}T${String(hour).padStart(2, '0')}:15`,
        }));
        await Promise.all(facts.map(record));
        expect(await repaired(), JSON.stringify(facts)).toBe(0);
      }
    }),
    { numRuns: RUNS, seed: Number(process.env.ZHANYE_SEED ?? 20_261_122) },
  );
});

/** Of two sizes; of each one is handed over near the end of a month. */
async function plantFour(): Promise<number[]> {
  planted += 1;
  const institutionId = world.places.branch.id;
  const held = { institutionId, holder: world.ids.张经理 };
  const ids = [];
  for (const [index, deposit] of ['6000000', '2000000', '20000', '150000000'].entries()) {
    ids.push(await plantCustomer(world.ctx, { no: `P${planted}-${index}`, name: '某公司', deposit, ...held }));
  }
  const from = lateInMonth(localDay(clock.now()));
  await sql`update custody set valid_until = ${from}::date where customer_id = any(${ids.slice(0, 3)}::bigint[])`.execute(
    world.db,
  );
  await sql`
    insert into custody (customer_id, role, staff_id, valid_from, recorded_at)
    select customer_id, role, ${world.ids.李经理}, valid_until, recorded_at from custody
    where customer_id = any(${ids}::bigint[]) and valid_until is not null`.execute(world.db);
  await repaired();
  return ids;
}

/** The 28th: late enough for the successor's grace to reach into the next month. */
const lateInMonth = (day: CivilDate) => `${day.slice(0, 7)}-28` as CivilDate;

const localDay = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10) as CivilDate;
