import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { evaluateAll } from '../../src/platform/duties/public.ts';
import { type FrozenClock, frozenClock } from '../support/frozen-clock.ts';
import { type DailyWorld, dailyWorld, type Person } from './daily-world.ts';

let clock: FrozenClock;
let world: DailyWorld;

beforeEach(async () => {
  clock = frozenClock('2026-03-05T17:30:00+08:00');
  world = await dailyWorld(clock);
  // The process learns what rules there are from the first contact, which goes the long way.
  await post('张经理', '乙', { occurred_at: '2026-03-03T10:00:00+08:00' });
});
afterEach(() => world.close());

type Sent = { method?: string; occurred_at?: string; reason?: string };

function post(person: Person, customer: '甲' | '乙', sent: Sent = {}, key?: string) {
  const body = { method: 'phone', occurred_at: '2026-03-05T10:00:00+08:00', ...sent };
  return world.as(person).post<{ key: string }>(`/api/customers/${world.customers[customer]}/contacts`, body, key);
}

async function count(table: 'fact' | 'audit_record' | 'idempotency_key'): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(world.db);
  return rows[0]?.n ?? 0;
}

/** Transactions begun for single requests, which the short way needs none of. */
function watchTransactions() {
  return vi.spyOn(world.db, 'transaction');
}

describe('[DAY-6] 登记联系的请求', () => {
  it('带键的请求一步入账；同键再来，答复相同而不再记', async () => {
    const transactions = watchTransactions();
    const before = await count('fact');
    const first = await post('张经理', '甲', {}, 'k1');
    expect(first).toMatchObject({ status: 200, body: { key: expect.stringMatching(/^LX20260305-\d+$/) } });
    expect(transactions).not.toHaveBeenCalled();
    expect(await post('张经理', '甲', {}, 'k1')).toEqual(first);
    expect(await count('fact')).toBe(before + 1);
    expect(await count('idempotency_key')).toBe(1);
  });

  it('同键而内容不同，拒绝；别人用同一键，互不相干', async () => {
    const first = await post('张经理', '甲', {}, 'k1');
    expect(await post('张经理', '甲', { reason: '另一件事' }, 'k1')).toMatchObject({
      status: 422,
      body: { problems: [{ code: 'KEY_REUSED' }] },
    });
    const other = await post('陈行长', '甲', {}, 'k1');
    expect(other.status).toBe(200);
    expect(other.body.key).not.toBe(first.body.key);
  });

  it('同键同时多次，只记一次，答复都一样', async () => {
    const before = await count('fact');
    const answers = await Promise.all(Array.from({ length: 6 }, () => post('张经理', '甲', {}, 'k1')));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.key}`)).size).toBe(1);
    expect(await count('fact')).toBe(before + 1);
    expect((await evaluateAll(world.ctx, { asOf: clock.now(), known: clock.now() })).changed).toBe(0);
  });

  it('看不到的客户是 404，什么都不写，键也不留；本级与上级各按其范围', async () => {
    const before = await count('fact');
    for (const stranger of ['李经理', '外行长', '王团队长'] as const) {
      expect(await post(stranger, '甲', {}, 'k1'), stranger).toMatchObject({ status: 404 });
    }
    expect([await count('fact'), await count('idempotency_key')]).toEqual([before, 0]);
    expect(await post('陈行长', '甲', {}, 'k1')).toMatchObject({ status: 200 });
    const { rows } = await sql`select institution_id from fact where actor_id = ${world.ids.陈行长}`.execute(world.db);
    expect(rows).toEqual([{ institution_id: world.places.branch.id }]);
  });

  it('移交之后重发从前的请求，仍得从前的答复', async () => {
    const first = await post('张经理', '甲', {}, 'k1');
    await sql`update customer set holder_id = ${world.ids.李经理} where id = ${world.customers.甲}`.execute(world.db);
    expect(await post('张经理', '甲', {}, 'k1')).toEqual(first);
    expect(await post('张经理', '甲', {}, 'k2')).toMatchObject({ status: 404 });
  });

  it('中途连接断了，什么都没有写；同键重发即可', async () => {
    const before = await count('fact');
    const client = await world.database.pool.connect();
    await client.query('begin; lock table audit_unsealed in exclusive mode');
    const broken = post('张经理', '甲', {}, 'k1');
    const blocked = await vi.waitFor(async () => {
      const { rows } = await sql<{ pid: number }>`
        select pid from pg_stat_activity
        where wait_event_type = 'Lock' and datname = current_database()`.execute(world.db);
      expect(rows).toHaveLength(1);
      return rows[0]?.pid;
    });
    await world.database.pool.query('select pg_terminate_backend($1)', [blocked]);
    expect(await broken).toMatchObject({ status: 500 });
    await client.query('rollback');
    client.release();
    expect([await count('fact'), await count('idempotency_key')]).toEqual([before, 0]);
    expect(await post('张经理', '甲', {}, 'k1')).toMatchObject({ status: 200 });
    expect(await count('fact')).toBe(before + 1);
  });
});
