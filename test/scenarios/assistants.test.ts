import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CivilDate } from '../../src/kernel/calendar/index.ts';
import { turnOfDay } from '../../src/modules/customers/customer/customer-copies.ts';
import { type CustomersWorld, customersWorld } from './customers-world.ts';

let world: CustomersWorld;
beforeAll(async () => {
  world = await customersWorld();
});
afterAll(() => world.close());

const civil = (text: string) => text as CivilDate;

describe('[CUS-6] 协办', () => {
  it('协办看得到客户、能记联系，别的都归主办；协办止于终止日，预先定下的到日子才开始', async () => {
    const { customers, ids } = world;
    const path = `/api/registers/customer/${customers.丙}`;
    const helper = world.as('李经理');
    const assign = (from: string, until: string | null) =>
      world.as('北行长').post('/api/registers/custody', {
        customer_id: customers.丙,
        role: 'assistant',
        staff_id: ids.李经理,
        valid_from: from,
        valid_until: until,
      });
    const call = { method: 'phone', occurred_at: '2026-03-05T08:00:00+08:00', reason: '回访' };
    expect((await helper.get(path)).status).toBe(404);
    expect((await helper.post(`/api/customers/${customers.丙}/contacts`, call)).status).toBe(404);

    const ahead = await assign('2026-03-09', null);
    expect(ahead.status, JSON.stringify(ahead.body)).toBe(200);
    expect((await helper.get(path)).status).toBe(404);
    await turnOfDay(world.db, civil('2026-03-09'));
    const { body } = await helper.get(path);
    expect(body).toMatchObject({ editable: false, revealable: false });
    const list = (await helper.get('/api/registers/customer')).body.rows as { id: number }[];
    expect(list.map(({ id }) => id)).toContain(customers.丙);
    expect((await helper.get(`/api/customers/${customers.丙}/timeline`)).status).toBe(200);
    expect((await helper.post(`/api/customers/${customers.丙}/contacts`, call)).status).toBe(200);
    const { version } = body.row as { version: number };
    expect((await helper.patch(path, { version, name: '改名' })).status).toBe(403);

    const { id } = ahead.body.row as { id: number };
    const ended = await world
      .as('北行长')
      .post(`/api/registers/custody/${id}/release`, { valid_until: '2026-03-10', reason: '不再协办' });
    expect(ended.status, JSON.stringify(ended.body)).toBe(200);
    await turnOfDay(world.db, civil('2026-03-10'));
    expect((await helper.get(path)).status).toBe(404);
  });
});
