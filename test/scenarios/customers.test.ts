import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CustomersWorld, customersWorld } from './customers-world.ts';

let world: CustomersWorld;

beforeAll(async () => {
  world = await customersWorld();
});
afterAll(() => world.close());
beforeEach(() => world.clock.set('2026-03-05T09:00:00+08:00'));

const codes = ({ body }: { body: { problems?: { code: string }[] } }) => body.problems?.map(({ code }) => code);

const handover = (person: Parameters<CustomersWorld['as']>[0], custodyId: number, to: number, on: string) =>
  world
    .as(person)
    .post(`/api/registers/custody/${custodyId}/handover`, { staff_id: to, valid_from: on, reason: '岗位调整' });

describe('[CUS-6] 一对一服务关系', () => {
  it('移交:原主办止于移交日,接收人自该日起;客户的主办、义务责任人一并变更', async () => {
    const { customers, ids } = world;
    const before = await dutyOf(customers.甲, 'CUS-1a');
    expect(before).toMatchObject({ bearer: '职员E1', need: 2, got: 0, status: 'open' });

    const answer = await handover('南行长', await world.custodyOf(customers.甲), ids.李经理, '2026-03-05');
    expect(answer.status).toBe(200);

    const spans = await world.db
      .selectFrom('custody')
      .select(['staff_id', 'valid_from', 'valid_until'])
      .where('customer_id', '=', customers.甲)
      .where('superseded_at', 'is', null)
      .orderBy('valid_from')
      .execute();
    expect(spans).toEqual([
      { staff_id: ids.张经理, valid_from: '2026-01-01', valid_until: '2026-03-05' },
      { staff_id: ids.李经理, valid_from: '2026-03-05', valid_until: null },
    ]);
    expect(await holderOf(customers.甲)).toBe(ids.李经理);
    expect((await world.as('张经理').get(`/api/customers/${customers.甲}/duties`)).status).toBe(404);
    expect(await dutyOf(customers.甲, 'CUS-1a', '李经理')).toMatchObject({ bearer: '职员E2', need: 2, got: 0 });
  });

  it('移交在历史上可查:移交前的状态仍在账上,只是不再有效', async () => {
    const { rows } = await world.ctx.db.executeQuery<{ known: number }>(
      world.db
        .selectFrom('custody')
        .select((x) => x.fn.countAll<number>().as('known'))
        .where('customer_id', '=', world.customers.甲)
        .where('superseded_at', 'is not', null)
        .compile(),
    );
    expect(rows[0]?.known).toBe(1);
  });

  it('两人同时移交同一客户:只有一次成功,另一次被告知已变化,主办不重叠', async () => {
    const { customers, ids } = world;
    const custodyId = await world.custodyOf(customers.乙);
    const answers = await Promise.all([
      handover('南行长', custodyId, ids.张经理, '2026-03-05'),
      handover('南行长', custodyId, ids.北经理, '2026-03-06'),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(answers.flatMap((answer) => codes(answer) ?? [])).toEqual(['ROW_CHANGED']);
    const open = await world.db
      .selectFrom('custody')
      .select('staff_id')
      .where('customer_id', '=', customers.乙)
      .where('superseded_at', 'is', null)
      .where('valid_until', 'is', null)
      .execute();
    expect(open).toHaveLength(1);
  });

  it('主办不得重叠,移交须晚于起始,接收人不能是本人:一次说清所有问题', async () => {
    const { customers, ids } = world;
    const overlap = await world.as('北行长').post('/api/registers/custody', {
      customer_id: customers.丙,
      role: 'primary',
      staff_id: ids.张经理,
      valid_from: '2026-02-01',
    });
    expect(codes(overlap)).toEqual(['CUSTODY_OVERLAP']);
    const same = await handover('北行长', await world.custodyOf(customers.丙), ids.北经理, '2026-01-01');
    expect(codes(same)).toEqual(['HANDOVER_SAME_STAFF', 'HANDOVER_EARLY']);
  });

  it('协办可与主办并存;解约按日终止,客户暂无主办', async () => {
    const { customers, ids } = world;
    const assist = await world.as('北行长').post('/api/registers/custody', {
      customer_id: customers.丙,
      role: 'assistant',
      staff_id: ids.李经理,
      valid_from: '2026-03-01',
    });
    expect(assist.status).toBe(200);
    const release = await world
      .as('北行长')
      .post(`/api/registers/custody/${await world.custodyOf(customers.丙)}/release`, {
        valid_until: '2026-03-05',
        reason: '客户销户',
      });
    expect(release.status).toBe(200);
    expect(await holderOf(customers.丙)).toBeNull();
    const again = await world.as('北行长').post('/api/registers/custody', {
      customer_id: customers.丙,
      staff_id: ids.北经理,
      valid_from: '2026-03-05',
    });
    expect(again.status).toBe(200);
    expect(await holderOf(customers.丙)).toBe(ids.北经理);
  });

  it('客户经理不能自行分配或移交', async () => {
    const answer = await handover('北经理', await world.custodyOf(world.customers.丙), world.ids.张经理, '2026-03-06');
    expect(answer.status).toBe(403);
  });
});

describe('[ORG-1] 按机构与管户可见', () => {
  it('别的支行的客户不存在:详情、义务、时间线、余额、管户分配都是 404', async () => {
    const { customers } = world;
    for (const path of ['duties', 'timeline', 'balances'] as const) {
      expect((await world.as('南行长').get(`/api/customers/${customers.丙}/${path}`)).status, path).toBe(404);
    }
    expect((await world.as('南行长').get(`/api/registers/customer/${customers.丙}`)).status).toBe(404);
    const assign = await world.as('南行长').post('/api/registers/custody', {
      customer_id: customers.丙,
      staff_id: world.ids.李经理,
      valid_from: '2026-04-01',
    });
    expect(assign.status).toBe(404);
    const contact = await world
      .as('张经理')
      .post(`/api/customers/${customers.丙}/contacts`, { method: 'phone', occurred_at: '2026-03-05T00:30:00Z' });
    expect(contact.status).toBe(404);
  });

  it('列表只含范围内的客户;系统管理员看不到任何客户', async () => {
    const names = async (person: Parameters<CustomersWorld['as']>[0]) =>
      ((await world.as(person).get('/api/registers/customer')).body.rows as { no: string }[]).map(({ no }) => no);
    expect(await names('南行长')).toEqual(['C1', 'C2']);
    expect(await names('北经理')).toEqual(['C3']);
    expect(await names('审计')).toEqual(['C1', 'C2', 'C3']);
    expect((await world.as('系统管理员').get('/api/registers/customer')).status).toBe(403);
  });

  it('按机构筛选含其下级', async () => {
    const filter = JSON.stringify([{ field: 'institution_id', op: 'within', value: world.institutions.north }]);
    const { body } = await world.as('审计').get(`/api/registers/customer?filter=${encodeURIComponent(filter)}`);
    expect((body.rows as { no: string }[]).map(({ no }) => no)).toEqual(['C3']);
  });
});

describe('[CUS-15] 保密', () => {
  it('证件号和电话由服务器掩码;查看须写事由并留痕', async () => {
    const path = `/api/registers/customer/${world.customers.丙}`;
    const { body } = await world.as('北经理').get(path);
    expect(body.row).toMatchObject({ id_no: '**************DE1X', phone: '138****1234' });
    expect((await world.as('北经理').post(`${path}/reveal`, {})).status).toBe(400);
    const shown = await world.as('北经理').post(`${path}/reveal`, { reason: '电话约访' });
    expect(shown.body.row).toMatchObject({ phone: '13800001234' });
    const record = await world.db
      .selectFrom('audit_record')
      .select(['staff_id', 'row_id', 'detail'])
      .where('action', '=', 'customer.reveal')
      .executeTakeFirstOrThrow();
    expect(record).toEqual({
      staff_id: world.ids.北经理,
      row_id: String(world.customers.丙),
      detail: { reason: '电话约访' },
    });
    expect((await world.as('审计').post(`${path}/reveal`, { reason: '检查' })).status).toBe(403);
  });
});

describe('[CUS-3] 客户档案', () => {
  it('只有规则读取的内容变化才留新版本;两人同改,后者须刷新', async () => {
    const path = `/api/registers/customer/${world.customers.丙}`;
    const versions = () =>
      world.db.selectFrom('customer_version').selectAll().where('customer_id', '=', world.customers.丙).execute();
    const { version } = (await world.as('北经理').get(path)).body.row as { version: number };
    expect((await world.as('北经理').patch(path, { version, industry: '制造业' })).status).toBe(200);
    expect(await versions()).toHaveLength(1);
    expect(codes(await world.as('北行长').patch(path, { version, industry: '批发业' }))).toEqual(['ROW_CHANGED']);
    const opened = await world.as('北行长').patch(path, { version: version + 1, opened_on: '2026-02-01' });
    expect(opened.status).toBe(200);
    expect((await versions()).filter((one) => one.superseded_at === null)).toMatchObject([{ opened_on: '2026-02-01' }]);
  });

  it('新客户按拼音和客户号都能找到', async () => {
    const created = await world.as('北行长').post('/api/registers/customer', {
      no: 'C900',
      name: '永和纺织',
      kind: 'corporate',
      institution_id: world.institutions.north,
      opened_on: '2026-03-01',
    });
    expect(created.status).toBe(200);
    for (const q of ['yhfz', 'YONGHE', 'C900', '纺织', '和纺', '织']) {
      const { body } = await world.as('北行长').get(`/api/registers/customer?q=${encodeURIComponent(q)}`);
      expect(
        (body.rows as { no: string }[]).map(({ no }) => no),
        q,
      ).toEqual(['C900']);
    }
  });

  it('改名之后按新名找到，按旧名找不到', async () => {
    const found = async (q: string) => {
      const { body } = await world.as('北行长').get(`/api/registers/customer?q=${encodeURIComponent(q)}`);
      return (body.rows as { no: string }[]).map(({ no }) => no);
    };
    const id = world.customers.丙;
    const { body } = await world.as('北行长').get(`/api/registers/customer/${id}`);
    const { version } = body.row as { version: number };
    const renamed = await world.as('北行长').patch(`/api/registers/customer/${id}`, { version, name: '恒通物流' });
    expect(renamed.status, JSON.stringify(renamed.body)).toBe(200);
    expect(await found('恒通')).toEqual(['C3']);
    expect(await found('htwl')).toEqual(['C3']);
    expect(await found('客户C3')).toEqual([]);
  });
});

describe('[CUS-1] 联系入账', () => {
  const contacts = (person: '北经理' | '北行长') => ({
    add: (body: object, key?: string) =>
      world.as(person).post(`/api/customers/${world.customers.丙}/contacts`, body, key),
  });
  const lastContact = async () =>
    (
      await world.db
        .selectFrom('customer')
        .select('last_contact_on')
        .where('id', '=', world.customers.丙)
        .executeTakeFirstOrThrow()
    ).last_contact_on;
  const newest = async () =>
    ((await world.as('北经理').get(`/api/customers/${world.customers.丙}/timeline`)).body.items as Entry[]).find(
      ({ kind }) => kind === 'contact',
    );
  type Entry = { id: number; key: string; kind: string; method: string; result: string | null };

  it('登记、更正、撤回:最近联系随之变化,时间线只示有效的一版', async () => {
    const added = await contacts('北经理').add({
      method: 'phone',
      occurred_at: '2026-03-05T00:30:00Z',
      result: '约周五',
    });
    expect(added.status).toBe(200);
    expect(await lastContact()).toBe('2026-03-05');
    const first = (await newest()) as Entry;
    const url = `/api/contacts/${first.key}`;

    const corrected = { id: first.id, method: 'wechat', occurred_at: '2026-03-04T02:00:00Z', result: '约周五下午' };
    expect((await world.as('北经理').patch(url, corrected)).status).toBe(200);
    expect(await lastContact()).toBe('2026-03-04');
    expect(codes(await world.as('北经理').patch(url, corrected))).toEqual(['ROW_CHANGED']);

    const second = (await newest()) as Entry;
    expect(second).toMatchObject({ method: 'wechat', result: '约周五下午' });
    const retraction = { id: second.id, reason: '记错客户' };
    expect(codes(await world.as('北行长').post(`${url}/retract`, retraction))).toEqual(['CONTACT_NOT_YOURS']);
    expect((await world.as('北经理').post(`${url}/retract`, retraction)).status).toBe(200);
    expect(await lastContact()).toBeNull();
    expect(await newest()).toBeUndefined();
  });

  it('[RUL-8] 同一提交编号先后或同时送来几次，只登记一笔；换了内容即拒绝', async () => {
    const call = { method: 'phone', occurred_at: '2026-03-05T00:30:00Z', result: '约下周一' };
    const { add } = contacts('北经理');
    const first = await add(call, '甲');
    expect(first.status).toBe(200);
    expect(await add(call, '甲')).toEqual(first);
    expect(codes(await add({ ...call, method: 'sms' }, '甲'))).toEqual(['KEY_REUSED']);
    const atOnce = await Promise.all([1, 2, 3].map(() => add(call, '乙')));
    expect(new Set(atOnce.map(({ status, body }) => `${status} ${body.key}`)).size).toBe(1);
    const recorded = await world.db
      .selectFrom('fact')
      .select('key')
      .where('subject_id', '=', world.customers.丙)
      .where('kind', '=', 'contact')
      .where('result', '=', '约下周一')
      .execute();
    expect(recorded.map(({ key }) => key).sort()).toEqual([first.body.key, atOnce[0]?.body.key].sort());
  });

  it('将来的时间被拒绝;走访不在这里登记', async () => {
    const future = await contacts('北经理').add({ method: 'phone', occurred_at: '2026-03-05T02:00:00Z' });
    expect(codes(future)).toEqual(['CONTACT_IN_FUTURE']);
    const visit = await contacts('北经理').add({ method: 'visit', occurred_at: '2026-03-05T00:30:00Z' });
    expect(visit.status).toBe(400);
  });
});

describe('[CUS-3] 客户全景', () => {
  it('时间线按游标翻页,不重不漏,最新在前', async () => {
    const path = `/api/customers/${world.customers.丙}/timeline`;
    const whole = (await world.as('北经理').get(`${path}?limit=100`)).body.items as { source: string; id: number }[];
    expect(whole.length).toBeGreaterThan(3);
    const paged: { source: string; id: number }[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const query: string = after === '' ? '?limit=2' : `?limit=2&after=${after}`;
      const { body } = await world.as('北经理').get(path + query);
      paged.push(...(body.items as typeof paged));
      after = body.next as string | null;
    }
    expect(paged).toEqual(whole);
  });

  it('余额曲线带制度里的分层线', async () => {
    const { body } = await world.as('北经理').get(`/api/customers/${world.customers.丙}/balances`);
    expect(body.items).toEqual([{ on: '2026-01-01', deposit: '6000000.00', credit: '0.00', loan: '0.00' }]);
    expect((body.tierLines as { label: string }[]).map(({ label }) => label)).toContain('重要客户线');
  });
});

describe('[ORG-2] 人员的管户与联系', () => {
  it('本人与上级可看,别的支行看不到', async () => {
    const path = `/api/staff/${world.ids.北经理}/portfolio`;
    expect((await world.as('北经理').get(path)).body).toMatchObject({
      customers: 1,
      deposit: '6000000.00',
      month: '2026-03',
    });
    expect((await world.as('张经理').get(path)).status).toBe(404);
    expect((await world.as('审计').get(path)).status).toBe(200);
  });
});

async function dutyOf(customerId: number, rule: string, person: '张经理' | '李经理' = '张经理') {
  const { body } = await world.as(person).get(`/api/customers/${customerId}/duties`);
  return (body.items as { rule: string; anchor: string }[]).find(
    (duty) => duty.rule === rule && duty.anchor === '2026-03-01',
  );
}

async function holderOf(customerId: number): Promise<number | null> {
  const { holder_id } = await world.db
    .selectFrom('customer')
    .select('holder_id')
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow();
  return holder_id;
}
