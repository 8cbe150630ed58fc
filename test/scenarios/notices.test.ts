import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countUnread } from '../../src/modules/daily/notice/my-notices.ts';
import { advance } from '../../src/platform/duties/public.ts';
import { type FrozenClock, frozenClock } from '../support/frozen-clock.ts';
import { type DailyWorld, dailyWorld, type Person } from './daily-world.ts';

let clock: FrozenClock;
let world: DailyWorld;

beforeEach(async () => {
  clock = frozenClock('2026-03-05T09:00:00+08:00');
  world = await dailyWorld(clock, { clauses: ['DAY-17'] });
});
afterEach(() => world.close());

const at = (text: string) => `${text}:00+08:00`;
const codes = ({ body }: { body: { problems?: { code: string }[] } }) => body.problems?.map(({ code }) => code);
const path = '/api/registers/notice';

type Row = { row: { id: number; no: string; version: number; state: string; recipients: number } };
type Mine = { items: { id: number; title: string; readAt: string | null; chasedAt: string | null }[] };
type Receipts = { items: { name: string; readAt: string | null }[]; read: number };

const draft = (who: Person, changes: object = {}) =>
  world.as(who).post<Row>(path, {
    title: '关于规范贷后检查的通知',
    body: '即日起贷后检查须双人到场。',
    institution_id: world.places.branch.id,
    must_read: true,
    read_by: '2026-03-07',
    ...changes,
  });
const act = (who: Person, row: Row['row'], name: string) =>
  world.as(who).post<Row>(`${path}/${row.id}/${name}`, { version: row.version });

async function publish(changes: object = {}): Promise<Row['row']> {
  const { row } = (await draft('陈行长', changes)).body;
  return (await act('陈行长', row, 'publish')).body.row;
}

const mine = async (who: Person, query = '') => (await world.as(who).get<Mine>(`/api/notices${query}`)).body.items;

const waiting = (who: Person) => countUnread({ ...world.ctx, principal: world.principalOf(who) }, 100);

describe('[DAY-17] 通告', () => {
  it('发布后送达范围内的人，必读的各自成为义务；阅读即履行，只记一次', async () => {
    const row = await publish();
    expect(row).toMatchObject({ state: 'published', recipients: 4 });
    expect(await mine('外行长')).toEqual([]);
    expect(await mine('陈行长')).toEqual([]);
    expect(await waiting('张经理')).toBe(1);
    const anchor = `${row.no}/${world.ids.张经理}@2026-03-09`;
    expect(await world.duties('DAY-17')).toContain(`${anchor} open 0/1`);

    clock.set(at('2026-03-05T10:00'));
    const read = () => world.as('张经理').post<{ readAt: string }>(`/api/notices/${row.id}/read`, {});
    const first = await read();
    expect(await world.duties('DAY-17')).toContain(`${anchor} fulfilled 1/1`);
    clock.set(at('2026-03-05T11:00'));
    expect((await read()).body).toEqual(first.body);
    expect(await waiting('张经理')).toBe(0);
    expect(await mine('张经理', '?unread=true')).toEqual([]);
    expect((await world.as('外行长').post(`/api/notices/${row.id}/read`, {})).status).toBe(404);
  });

  it('截止日逢休息日顺延；过期未读即违规', async () => {
    const row = await publish();
    clock.set(at('2026-03-10T00:00'));
    await advance(world.ctx);
    expect(await world.duties('DAY-17')).toContain(`${row.no}/${world.ids.李经理}@2026-03-09 breached 0/1`);
  });

  it('回执名单未读在前；催办后未读的人看得到', async () => {
    const row = await publish();
    await world.as('李经理').post(`/api/notices/${row.id}/read`, {});
    const receipts = await world.as('陈行长').get<Receipts>(`/api/notices/${row.id}/receipts`);
    expect(receipts.body.read).toBe(1);
    expect(receipts.body.items.at(-1)?.name).toBe('李经理');
    expect((await world.as('张经理').get(`/api/notices/${row.id}/receipts`)).status).toBe(403);
    await act('陈行长', row, 'chase');
    expect((await mine('张经理'))[0]?.chasedAt).not.toBeNull();
  });

  it('撤回后不再显示，义务失效', async () => {
    const row = await publish();
    expect((await act('陈行长', row, 'withdraw')).body.row.state).toBe('withdrawn');
    expect(await mine('张经理')).toEqual([]);
    expect(new Set((await world.duties('DAY-17')).map((line) => line.split(' ')[1]))).toEqual(new Set(['void']));
  });

  it('只给各级主管的，客户经理收不到；非必读不成义务', async () => {
    await publish({ audience: 'superiors', must_read: false, read_by: null });
    expect(await mine('张经理')).toEqual([]);
    expect(await mine('王团队长')).toHaveLength(1);
    expect(await world.duties('DAY-17')).toEqual([]);
  });

  it('必读须有截止日，不能已过；范围内没有人不能发布；不能发布到别的机构', async () => {
    expect(codes(await draft('陈行长', { read_by: null }))).toEqual(['NOTICE_READ_BY_NEEDED']);
    const late = (await draft('陈行长', { read_by: '2026-03-04' })).body.row;
    expect(codes(await act('陈行长', late, 'publish'))).toEqual(['NOTICE_READ_BY_PASSED']);
    expect(codes(await draft('陈行长', { institution_id: world.places.elsewhere.id }))).toEqual(['ROW_OUT_OF_SCOPE']);
    expect((await draft('张经理')).status).toBe(403);
    await sql`update staff set institution_id = null, institution_ord = null where no <> 'P1'`.execute(world.db);
    const alone = (await draft('陈行长')).body.row;
    expect(codes(await act('陈行长', alone, 'publish'))).toEqual(['NOTICE_NOBODY']);
  });
});
