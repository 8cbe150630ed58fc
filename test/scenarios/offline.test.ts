import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memoryStore } from '../../src/web/offline/memory-store.ts';
import { createOutbox, messageOf, type NewRecord, type Outcome, type Send } from '../../src/web/offline/outbox.ts';
import { type FrozenClock, frozenClock } from '../support/frozen-clock.ts';
import { type DailyWorld, dailyWorld, plantAccount, visitForm } from './daily-world.ts';

let clock: FrozenClock;
let world: DailyWorld;

beforeEach(async () => {
  clock = frozenClock('2026-03-05T18:00:00+08:00');
  world = await dailyWorld(clock, { clauses: ['DAY-5', 'DAY-7'] });
  await plantAccount(world, '张经理');
});
afterEach(() => world.close());

const at = (time: string) => `2026-03-05T${time}:00+08:00`;
const keyOf = (index: number) => `offline-record-${String(index).padStart(4, '0')}`;

/** A wire that breaks: after so many bytes of answers it cuts every connection, `times` times. */
async function flakyWire(port: number, { times, bytes }: { times: number; bytes: number }) {
  let left = times;
  let passed = 0;
  let breaks = 0;
  const open = new Set<Socket>();
  const server: Server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => undefined).on('close', () => open.delete(socket));
    }
    client.pipe(upstream);
    upstream.on('data', (chunk) => {
      passed += chunk.length;
      if (left > 0 && passed >= bytes) {
        passed = 0;
        left -= 1;
        breaks += 1;
        for (const socket of open) socket.destroy();
        return;
      }
      client.write(chunk);
    });
    upstream.on('end', () => client.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    breaks: () => breaks,
    close: () => new Promise<unknown>((resolve) => server.close(resolve)),
  };
}

const sender =
  (url: string): Send =>
  async (records) => {
    const answer = await fetch(`${url}/api/offline`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-test-person': encodeURIComponent('张经理') },
      body: JSON.stringify(messageOf(records, clock.now())),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return ((await answer.json()) as { outcomes: Outcome[] }).outcomes;
  };

/** A day's mix: contacts, visits, each with its own time. */
function written(index: number): NewRecord {
  const occurredAt = new Date(Date.parse(at('08:00')) + index * 60_000).toISOString();
  const common = { key: keyOf(index), accountId: 1, form: null };
  if (index % 5 === 0) {
    const body = visitForm(world.customers.甲, occurredAt) as Record<string, unknown>;
    return { ...common, title: '走访', path: '/api/visits', body };
  }
  const path = `/api/customers/${world.customers.甲}/contacts`;
  return {
    ...common,
    title: '联系',
    path,
    body: { method: 'phone', occurred_at: occurredAt, result: `第 ${index} 次` },
  };
}

describe('[DAY-19] 离线先写后传', () => {
  it('五百条记录，连接断十次，传完，不重不漏，次序不变', async () => {
    const RECORDS = 500;
    const wire = await flakyWire(await world.listen(), { times: 10, bytes: 3000 });
    const outbox = createOutbox(memoryStore(), sender(wire.url));
    for (let index = 0; index < RECORDS; index += 1) await outbox.add(written(index));
    const began = performance.now();
    while (!(await outbox.flush(1)));
    const took = performance.now() - began;
    await wire.close();
    expect(wire.breaks()).toBe(10);
    expect(outbox.records()).toEqual([]);
    const { rows } = await sql<{ kind: string; n: number }>`
      select kind, count(*)::int as n from fact where superseded_at is null group by kind order by kind`.execute(
      world.db,
    );
    expect(rows).toEqual([
      { kind: 'contact', n: RECORDS },
      { kind: 'visit.submitted', n: RECORDS / 5 },
    ]);
    const kept = await world.db.selectFrom('offline_entry').select('key').orderBy('sent_at').orderBy('key').execute();
    expect(kept.map(({ key }) => key)).toEqual(Array.from({ length: RECORDS }, (_, index) => keyOf(index)));
    console.info(`500 offline records over a wire that broke ten times: ${Math.round(took)} ms`);
    // 目标为十秒；并行的测试挤占同一台机器时放宽，数量级的退化仍会失败。
    expect(took).toBeLessThan(60_000);
  }, 120_000);

  const send = (records: object[]) =>
    world.as('张经理').post<{ outcomes: Outcome[] }>('/api/offline', { deviceNow: clock.now().toISOString(), records });

  it('先直接发送而没有收到答复的，补传时只办一次；撰写时间与传送时间都留存，事实以入账时间为准', async () => {
    const body = visitForm(world.customers.甲, at('10:00'));
    await world.as('张经理').post('/api/visits', body, keyOf(1));
    const writtenAt = at('10:20');
    const twice = await send([{ key: keyOf(1), path: '/api/visits', body, writtenAt }]);
    expect(twice.body.outcomes).toMatchObject([{ status: 200 }]);
    const other = visitForm(world.customers.乙, at('11:00'));
    await send([{ key: keyOf(2), path: '/api/visits', body: other, writtenAt }]);
    const visits = await world.db.selectFrom('visit').select(['id', 'recorded_at']).orderBy('id').execute();
    expect(visits).toHaveLength(2);
    expect(visits[1]?.recorded_at).toEqual(clock.now());
    const [entry, ...more] = await world.db.selectFrom('offline_entry').selectAll().execute();
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      key: keyOf(2),
      row_id: visits[1]?.id,
      written_at: new Date(writtenAt),
      sent_at: clock.now(),
      clock_ahead: 0,
    });
    await sql`delete from idempotency_key`.execute(world.db);
    expect((await send([{ key: keyOf(2), path: '/api/visits', body: other, writtenAt }])).body.outcomes).toMatchObject([
      { status: 200, answer: { row: { id: visits[1]?.id } } },
    ]);
    expect(await world.db.selectFrom('visit').select('id').execute()).toHaveLength(2);
  });

  it('[DAY-7] 判断是否逾期的上级看得到何时写成、何时送达；在线写的没有这一说', async () => {
    await world.as('张经理').post('/api/visits', visitForm(world.customers.甲, at('09:00')));
    await send([
      { key: keyOf(1), path: '/api/visits', body: visitForm(world.customers.乙, at('10:00')), writtenAt: at('10:20') },
    ]);
    const queue = await world
      .as('陈行长')
      .get<{ items: { id: number; writtenAt: string | null }[] }>('/api/confirmations');
    const writtenAt = new Date(at('10:20')).toISOString();
    expect(queue.body.items.map((item) => item.writtenAt)).toEqual([null, writtenAt]);
    const [online, offline] = queue.body.items.map(({ id }) => `/api/visits/${id}/written`);
    expect((await world.as('陈行长').get(online as string)).body).toEqual({ written: null });
    expect((await world.as('陈行长').get(offline as string)).body).toEqual({
      written: { at: writtenAt, sentAt: clock.now().toISOString(), clockAhead: 0 },
    });
    expect((await world.as('外行长').get(offline as string)).status).toBe(404);
  });

  it('被拒的说明原因，不妨碍后面的；无权的、不许离线的都不办', async () => {
    const writtenAt = at('10:20');
    const { body } = await send([
      { key: keyOf(1), path: '/api/visits', body: visitForm(world.customers.甲, at('19:00')), writtenAt },
      {
        key: keyOf(2),
        path: '/api/registers/leave',
        body: { from_date: '2026-03-09', to_date: '2026-03-09' },
        writtenAt,
      },
      { key: keyOf(3), path: '/api/visits', body: visitForm(999_999, at('10:00')), writtenAt },
      { key: keyOf(4), path: '/api/visits', body: visitForm(world.customers.甲, at('10:00')), writtenAt },
    ]);
    expect(body.outcomes.map(({ status, problems }) => [status, problems?.[0]?.code])).toEqual([
      [422, 'VISIT_IN_FUTURE'],
      [404, 'NOT_FOUND'],
      [404, 'ROW_NOT_FOUND'],
      [200, undefined],
    ]);
  });

  it('外出的登记、到达、归行都离线写下，依次补传；登记被拒则其后各步也被拒', async () => {
    const start = {
      business: '走访',
      planned_out_at: at('14:00'),
      expected_return_at: at('16:30'),
      leaving: true,
      left_at: at('14:02'),
      stops: [{ customer_id: world.customers.甲, place: '工业园 8 号' }],
    };
    const steps = (key: string, from: number) =>
      [
        { at: at('14:40'), step: { name: 'arrive', rank: 1 } },
        { at: at('16:10'), step: { name: 'return', result: '同意续贷' } },
      ].map((step, index) => ({
        key: keyOf(from + index),
        path: '/api/outings/steps',
        body: { outing: { key }, ...step },
        writtenAt: step.at,
      }));
    const { body } = await send([
      { key: keyOf(1), path: '/api/outings', body: start, writtenAt: at('14:02') },
      ...steps(keyOf(1), 2),
      { key: keyOf(4), path: '/api/outings', body: { ...start, stops: [] }, writtenAt: at('16:20') },
      ...steps(keyOf(4), 5),
    ]);
    expect(body.outcomes.map(({ status, problems }) => [status, problems?.[0]?.code])).toEqual([
      [200, undefined],
      [200, undefined],
      [200, undefined],
      [422, 'OUTING_WITHOUT_STOP'],
      [409, 'OUTING_NOT_SENT'],
      [409, 'OUTING_NOT_SENT'],
    ]);
    const outing = await world.db.selectFrom('outing').selectAll().executeTakeFirstOrThrow();
    expect(outing).toMatchObject({
      state: 'returned',
      out_at: new Date(at('14:02')),
      returned_at: new Date(at('16:10')),
      result: '同意续贷',
    });
    expect((await world.duties('DAY-5')).map((line) => line.replace(outing.no, 'WC'))).toEqual(['WC fulfilled 1/1']);
  });
});
