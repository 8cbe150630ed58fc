import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rule } from '../../src/kernel/rulebook/rule.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { withHistory } from './compare.ts';
import type { Day, Instant } from './days.ts';
import { evaluateByEngine } from './engine.ts';
import { type CalendarVersion, type DutyRow, emptyHistory, type History } from './history.ts';
import { evaluate } from './reference.ts';
import { rule, versionsOf } from './rulebooks.ts';
import { STATUTORY } from './statutory.ts';

/** 日历改公布：1 月 28 日（周二，春节假期首日）、3 月 28 日（周五）各有一次触发，两边逐字相同。 */
const EARLY = '2024-12-01T09:00';
const ASKED = { asOf: '2025-12-01T00:00', known: '2025-12-01T00:00' };

const published = (day: Day, isWorkday: boolean, recordedAt: Instant): CalendarVersion => ({
  ...{ institution: null, day, isWorkday, recordedAt },
});

const bank = (calledAt: Instant, republished: CalendarVersion[]): History => ({
  ...emptyHistory(),
  institutions: [{ no: 'H', parent: null }],
  staff: ['S1'],
  calendar: [...STATUTORY, ...republished],
  customers: [{ no: 'K1', openedOn: '2024-01-01', institution: 'H', recordedAt: EARLY }],
  facts: [
    {
      ...{ kind: 'contact', key: 'P1', customer: 'K1', actor: 'S1', method: 'phone', result: null, ref: null },
      ...{ occurredAt: calledAt, recordedAt: calledAt, dueOn: null, retracted: false },
    },
  ],
});

const responds = (over: object) =>
  rule({
    ...{ id: 'TST-1', clause: 'TST-1', title: '回访', subject: 'customer', shape: 'response', bearer: 'actor' },
    trigger: { fact: 'contact', where: { eq: [{ field: 'method' }, 'phone'] } },
    response: { fact: 'contact', where: { eq: [{ field: 'method' }, 'visit'] }, match: 'subject' },
    consume: 'one',
    ...over,
  });

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const both = async (history: History, over: object): Promise<DutyRow | undefined> =>
  (await agreed(history, responds(over), '2025-01-01'))[0];

async function agreed(history: History, only: Rule, effectiveOn: Day): Promise<DutyRow[]> {
  const versions = versionsOf([{ effectiveOn, rules: [only] }]);
  const wanted = evaluate(history, versions, ASKED);
  await withHistory(database.db.kysely, history, async (db) => {
    expect(await evaluateByEngine(db, versions, ASKED)).toEqual(wanted);
  });
  return wanted;
}

const visits = rule({
  ...{ id: 'TST-1', clause: 'TST-1', title: '走访', subject: 'customer', shape: 'recurring', period: 'month' },
  ...{ held: 'primary', bearer: 'holder', tiers: [{ need: 1 }], count: { fact: 'contact' } },
});

/** S2 于 3 月 27 日（周四）接手：移交宽限的第五个工作日是 4 月 3 日（周四）。 */
const handedOver = (republished: CalendarVersion[], facts: History['facts'] = []): History => {
  const shared = { customer: 'K1', role: 'primary' as const, recordedAt: EARLY };
  const history = bank('2025-03-03T10:00', republished);
  return {
    ...{ ...history, staff: ['S1', 'S2'], facts },
    custody: [
      { ...shared, from: '2025-01-01', staff: 'S1', until: '2025-03-27' },
      { ...shared, from: '2025-03-27', staff: 'S2', until: null },
    ],
  };
};

describe('[RUL-4] 日历改公布与移交宽限', () => {
  const march = async (...rows: CalendarVersion[]) => (await agreed(handedOver(rows), visits, '2025-03-01'))[0]?.until;

  it('顺延中的义务尚未届满，期后公布的休息日使其再顺延', async () => {
    expect(await march()).toBe('2025-04-04T00:00');
    expect(await march(published('2025-04-02', false, '2025-04-01T09:00'))).toBe('2025-04-08T00:00');
  });

  it('公布补班不使其提前；接手之前公布的照算', async () => {
    expect(await march(published('2025-03-29', true, '2025-03-28T09:00'))).toBe('2025-04-04T00:00');
    expect(await march(published('2025-03-29', true, '2025-03-26T09:00'))).toBe('2025-04-03T00:00');
  });

  it('恰在期末之刻公布的日历不改变该期补录的期限', async () => {
    const late = {
      ...{ kind: 'contact', key: 'P1', customer: 'K1', actor: 'S1', method: 'phone', result: null, ref: null },
      ...{ occurredAt: '2025-04-29T10:00', recordedAt: '2025-05-08T10:00', dueOn: null, retracted: false },
    };
    const rest = published('2025-05-06', false, '2025-05-01T00:00');
    const [april] = await agreed(handedOver([rest], [late]), visits, '2025-04-01');
    expect(april).toMatchObject({ anchor: '2025-04-01', got: 0, status: 'breached' });
  });
});

describe('[RUL-4] 日历改公布', () => {
  const opens = { within: { by: '24:00' }, notBefore: { workdays: 1 } };
  const worksOnSunday = [published('2025-02-02', true, '2025-01-28T00:01')];

  it('窗口何时开启，按触发当时的日历：同日稍后才公布的补班日不算', async () => {
    expect(await both(bank('2025-01-28T00:00', worksOnSunday), opens)).toMatchObject({ start: '2025-02-05T00:00' });
    expect(await both(bank('2025-01-28T00:01', worksOnSunday), opens)).toMatchObject({ start: '2025-02-02T00:00' });
  });

  it('时限每逢改公布，只要当时尚在履行中就顺延；顺延之后再改公布，再顺延', async () => {
    const first = published('2025-04-02', false, '2025-04-01T09:00');
    const second = published('2025-04-03', false, '2025-04-03T10:00');
    const until = async (...rows: CalendarVersion[]) =>
      (await both(bank('2025-03-28T16:00', rows), { within: { workdays: 3 } }))?.until;
    expect(await until(first)).toBe('2025-04-04T00:00');
    expect(await until(second)).toBe('2025-04-03T00:00');
    expect(await until(first, second)).toBe('2025-04-08T00:00');
  });

  it('已经顺延的时限不因改回而提前', async () => {
    const rest = published('2025-04-02', false, '2025-03-31T09:00');
    const work = published('2025-04-02', true, '2025-04-01T09:00');
    const row = await both(bank('2025-03-28T16:00', [rest, work]), { within: { workdays: 3 } });
    expect(row?.until).toBe('2025-04-04T00:00');
  });

  it('恰在时限届满之刻公布者不动', async () => {
    const atTheEnd = published('2025-04-02', false, '2025-04-03T00:00');
    const row = await both(bank('2025-03-28T16:00', [atTheEnd]), { within: { workdays: 3 } });
    expect(row?.until).toBe('2025-04-03T00:00');
  });
});
