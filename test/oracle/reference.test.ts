import { describe, expect, it } from 'vitest';
import type { Rule } from '../../src/kernel/rulebook/rule.ts';
import type { Day, Instant } from './days.ts';
import { type CustodyVersion, emptyHistory, type FactVersion, type History } from './history.ts';
import { evaluate } from './reference.ts';
import { CUS_1, rule, versionsOf } from './rulebooks.ts';
import { STATUTORY } from './statutory.ts';

/** 每例的数都是手算的:算法写在题目里。2025 年 3 月 21 个工作日,11 月 20 个。 */
const EARLY = '2024-12-01T09:00';

const custody = (staff: string, from: Day, until: Day | null, recordedAt: Instant = EARLY): CustodyVersion => ({
  customer: 'K1',
  role: 'primary',
  staff,
  from,
  until,
  recordedAt,
});

function contact(occurredAt: Instant, over: Partial<FactVersion> = {}): FactVersion {
  return {
    kind: 'contact',
    key: `C${occurredAt}`,
    customer: 'K1',
    actor: 'S1',
    occurredAt,
    method: 'visit',
    result: null,
    ref: null,
    dueOn: null,
    retracted: false,
    recordedAt: occurredAt,
    ...over,
  };
}

const balance = (deposit: number, from: Day = '2025-01-01', recordedAt: Instant = EARLY) => ({
  customer: 'K1',
  from,
  deposit,
  credit: 0,
  loan: 0,
  recordedAt,
});

/** One customer of 500 万 at outlet B under head office H, held by S1 since long ago. */
const bank = (over: Partial<History> = {}): History => ({
  ...emptyHistory(),
  institutions: [
    { no: 'H', parent: null },
    { no: 'B', parent: 'H' },
  ],
  staff: ['S1', 'S2', 'S3'],
  calendar: STATUTORY,
  customers: [{ no: 'K1', openedOn: '2024-01-01', institution: 'B', recordedAt: EARLY }],
  custody: [custody('S1', '2024-01-01', null)],
  balances: [balance(5_000_000)],
  ...over,
});

const customer = (openedOn: Day) => [{ no: 'K1', openedOn, institution: 'B', recordedAt: EARLY }];

interface Asked {
  rules?: Rule[];
  rule?: string;
  anchor?: string;
  asOf?: Instant;
  known?: Instant;
}

/** The duty of March 2025 under CUS-1a as of its end, unless asked otherwise; undefined when there is none. */
function duty(history: History, asked: Asked = {}) {
  const { rules = CUS_1, rule: id = 'CUS-1a', anchor = '2025-03-01', asOf = '2025-04-01T00:00' } = asked;
  const versions = versionsOf([{ effectiveOn: '2025-01-01', rules }]);
  const rows = evaluate(history, versions, { asOf, known: asked.known ?? asOf });
  return rows.find((row) => row.rule === id && row.anchor === anchor);
}

describe('[CUS-1] 走访频次', () => {
  it('已履行:3 日与 31 日 23:59 各走访一次,应 2 已 2', () => {
    const facts = [contact('2025-03-03T09:00'), contact('2025-03-31T23:59')];
    expect(duty(bank({ facts }))).toEqual({
      rule: 'CUS-1a',
      clause: 'CUS-1',
      subjectType: 'customer',
      subject: 'K1',
      anchor: '2025-03-01',
      start: '2025-03-01T00:00',
      until: '2025-04-01T00:00',
      bearer: 'S1',
      need: 2,
      got: 2,
      status: 'fulfilled',
    });
  });

  it('未履行:同日两次只算一次;3 月 31 日 23:59 尚在履行,4 月 1 日零时违规', () => {
    const facts = [contact('2025-03-03T09:00'), contact('2025-03-03T15:00')];
    expect(duty(bank({ facts }), { asOf: '2025-03-31T23:59' })).toMatchObject({ need: 2, got: 1, status: 'open' });
    expect(duty(bank({ facts }))).toMatchObject({ need: 2, got: 1, status: 'breached' });
  });

  it('期初之前无义务:3 月 1 日零时尚无,00:01 即有', () => {
    expect(duty(bank(), { asOf: '2025-03-01T00:00' })).toBeUndefined();
    expect(duty(bank(), { asOf: '2025-03-01T00:01' })).toMatchObject({ status: 'open' });
  });

  it('临界:恰 500 万归 a 档应 2;差一分归 b 档应 1', () => {
    expect(duty(bank(), { rule: 'CUS-1b' })).toBeUndefined();
    const history = bank({ balances: [balance(4_999_999.99)] });
    expect(duty(history)).toBeUndefined();
    expect(duty(history, { rule: 'CUS-1b' })).toMatchObject({ need: 1 });
  });

  it('电话不算走访;一般客户电话即可,无余额者为最低档', () => {
    const facts = [contact('2025-03-03T09:00', { method: 'phone' })];
    expect(duty(bank({ facts }))).toMatchObject({ got: 0 });
    const asked = { rule: 'CUS-1c', anchor: '2025-01-01', asOf: '2025-03-04T00:00' };
    expect(duty(bank({ facts, balances: [] }), asked)).toMatchObject({
      need: 1,
      got: 1,
      status: 'fulfilled',
      until: '2025-07-01T00:00',
    });
  });

  it('豁免:3 月 1 日在 [3 月 1 日, 4 月 1 日) 之内;以 3 月 1 日为止者不在', () => {
    const waiver = (from: Day, until: Day) => ({
      rule: 'CUS-1a',
      customer: null,
      institution: 'H',
      from,
      until,
      recordedAt: EARLY,
      supersededAt: null,
    });
    expect(duty(bank({ waivers: [waiver('2025-03-01', '2025-04-01')] }))).toMatchObject({ need: 2, status: 'waived' });
    expect(duty(bank({ waivers: [waiver('2025-02-01', '2025-03-01')] }))).toMatchObject({ status: 'breached' });
  });
});

describe('[CUS-1] 期内变化按工作日加权', () => {
  it('月中升档:17 日起 500 万,a 档 11/21 日得 22/21≈1,b 档 10/21 日得 0.48 而至少 1', () => {
    const history = bank({ balances: [balance(1_000_000), balance(5_000_000, '2025-03-17')] });
    expect(duty(history)).toMatchObject({ need: 1, status: 'breached' });
    expect(duty(history, { rule: 'CUS-1b' })).toMatchObject({ need: 1, status: 'breached' });
  });

  it('四舍五入:11 月 10 日建档,15/20 日 × 2 = 1.5 进为 2', () => {
    const asked = { anchor: '2025-11-01', asOf: '2025-12-01T00:00' };
    expect(duty(bank({ customers: customer('2025-11-10') }), asked)).toMatchObject({ need: 2 });
    expect(duty(bank({ customers: customer('2025-11-11') }), asked)).toMatchObject({ need: 1 });
  });

  it('份额恰为三分之一(21 日建档,7/21)不失效;6/21 失效而仍计已完成;无一日则无义务', () => {
    const facts = [contact('2025-03-05T09:00')];
    expect(duty(bank({ facts, customers: customer('2025-03-21') }))).toMatchObject({ need: 1, got: 1 });
    expect(duty(bank({ facts, customers: customer('2025-03-22') }))).toMatchObject({ need: 0, got: 1, status: 'void' });
    expect(duty(bank({ facts, customers: customer('2025-04-01') }))).toBeUndefined();
  });

  it('请假:主办 3 至 14 日请假十个工作日,11/21 × 2 ≈ 1;重叠的假不重复扣;撤销的假不扣', () => {
    const leave = (no: string, from: Day, to: Day, counts = true) => ({
      no,
      staff: 'S1',
      from,
      to,
      counts,
      recordedAt: EARLY,
    });
    expect(duty(bank({ leaves: [leave('L1', '2025-03-03', '2025-03-14')] }))).toMatchObject({ need: 1 });
    const overlapping = [leave('L1', '2025-03-03', '2025-03-07'), leave('L2', '2025-03-05', '2025-03-07')];
    expect(duty(bank({ leaves: overlapping }))).toMatchObject({ need: 2 });
    expect(duty(bank({ leaves: [leave('L1', '2025-03-03', '2025-03-14', false)] }))).toMatchObject({ need: 2 });
  });

  it('起点、终点、最高三种口径:只有起点日在档者,终点口径无义务', () => {
    const history = bank({ balances: [balance(5_000_000), balance(0, '2025-03-04')] });
    const by = (change: string) =>
      duty(history, {
        rules: [
          rule({
            ...(CUS_1[0] as Rule),
            edges: { change },
          }),
        ],
      });
    expect(by('start')).toMatchObject({ need: 2 });
    expect(by('end')).toBeUndefined();
    expect(by('highest')).toMatchObject({ need: 2 });
    expect(by('timeWeighted')).toMatchObject({ need: 0, status: 'void' });
  });
});

describe('[CUS-6] 期内移交', () => {
  const handover = [custody('S1', '2024-01-01', '2025-03-28'), custody('S2', '2025-03-28', null)];
  const april = { anchor: '2025-04-01', asOf: '2025-05-01T00:00' };

  it('28 日移交:第五个工作日是 4 月 7 日(4 日清明放假),到期 4 月 8 日零时,责任人 S2', () => {
    expect(duty(bank({ custody: handover }), { asOf: '2025-04-07T23:59' })).toMatchObject({
      bearer: 'S2',
      until: '2025-04-08T00:00',
      status: 'open',
    });
    expect(duty(bank({ custody: handover }), { asOf: '2025-04-08T00:00' })).toMatchObject({ status: 'breached' });
  });

  it('延长期内先补旧义务所缺:缺一,取 2 日,7 日归 4 月', () => {
    const facts = ['2025-03-05T09:00', '2025-04-02T09:00', '2025-04-07T09:00'].map((at) => contact(at));
    const history = bank({ custody: handover, facts });
    expect(duty(history, { asOf: '2025-05-01T00:00' })).toMatchObject({ got: 2, status: 'fulfilled' });
    expect(duty(history, april)).toMatchObject({ got: 1 });
  });

  it('延长一天也不多:4 月 8 日的走访归 4 月', () => {
    const history = bank({ custody: handover, facts: [contact('2025-03-05T09:00'), contact('2025-04-08T00:00')] });
    expect(duty(history, { asOf: '2025-05-01T00:00' })).toMatchObject({ got: 1, status: 'breached' });
    expect(duty(history, april)).toMatchObject({ got: 1 });
  });

  it('末日移交:31 日接手,责任人即新人;末日无人则最后管户者负责且不延长', () => {
    const onLast = [custody('S1', '2024-01-01', '2025-03-31'), custody('S2', '2025-03-31', null)];
    expect(duty(bank({ custody: onLast }))).toMatchObject({ bearer: 'S2', until: '2025-04-09T00:00' });
    const gap = [custody('S1', '2024-01-01', '2025-03-31'), custody('S2', '2025-04-01', null)];
    expect(duty(bank({ custody: gap }))).toMatchObject({ bearer: 'S1', until: '2025-04-01T00:00' });
  });

  it('同一人首尾相接的两段是一段:S2 自 3 日起,延长早已过期', () => {
    const split = [
      custody('S1', '2024-01-01', '2025-03-03'),
      custody('S2', '2025-03-03', '2025-03-28'),
      custody('S2', '2025-03-28', null),
    ];
    expect(duty(bank({ custody: split }))).toMatchObject({ until: '2025-04-01T00:00' });
    const returned = [custody('S1', '2024-01-01', '2025-03-03'), custody('S1', '2025-03-28', null)];
    expect(duty(bank({ custody: returned }))).toMatchObject({ until: '2025-04-01T00:00' });
  });

  it('更正为空的一段(终止日即起始日)等于没有管户', () => {
    const voided = [custody('S1', '2024-01-01', '2025-03-28'), custody('S2', '2025-03-28', '2025-03-28')];
    expect(duty(bank({ custody: voided }))).toMatchObject({ bearer: 'S1', until: '2025-04-01T00:00' });
  });

  it('失效的义务不延长:仅末日在档', () => {
    const balances = [balance(0), balance(5_000_000, '2025-03-31')];
    expect(duty(bank({ custody: handover, balances }))).toMatchObject({ need: 0, until: '2025-04-01T00:00' });
  });

  it('延长可越过不止一个后续周期:9 月 28 日接手,止于 10 月 12 日,取 30 日与 9 日,10 日留给当周', () => {
    const weekly = rule({ ...(CUS_1[0] as Rule), period: 'week' });
    const facts = ['2025-09-30T09:00', '2025-10-09T09:00', '2025-10-10T09:00'].map((at) => contact(at));
    const history = bank({
      facts,
      custody: [custody('S1', '2024-01-01', '2025-09-28'), custody('S2', '2025-09-28', null)],
    });
    const week = (anchor: Day) => duty(history, { rules: [weekly], anchor, asOf: '2025-10-13T00:00' });
    expect(week('2025-09-22')).toMatchObject({ got: 2, until: '2025-10-12T00:00', status: 'fulfilled' });
    expect(week('2025-09-29')).toMatchObject({ need: 2, got: 0, status: 'breached' });
    expect(week('2025-10-06')).toMatchObject({ need: 2, got: 1, status: 'breached' });
  });

  it('credit: bearer 只算责任人本人的走访', () => {
    const rules = [rule({ ...(CUS_1[0] as Rule), edges: { credit: 'bearer' } })];
    const facts = [contact('2025-03-05T09:00'), contact('2025-03-31T09:00', { actor: 'S2' })];
    expect(duty(bank({ custody: handover, facts }), { rules })).toMatchObject({ bearer: 'S2', got: 1 });
  });
});

describe('[RUL-3] 补录、更正、撤回', () => {
  const recorded = (recordedAt: Instant, over: Partial<FactVersion> = {}) =>
    contact('2025-03-28T15:00', { key: 'C1', recordedAt, ...over });
  const got = (facts: FactVersion[], known: Instant = '2025-05-01T00:00') =>
    duty(bank({ facts }), { asOf: '2025-05-01T00:00', known })?.got;

  it('28 日(周五)的走访,第三个工作日是 4 月 2 日:23:59 录入算,次日零时不算', () => {
    expect(got([recorded('2025-04-02T23:59')])).toBe(1);
    expect(got([recorded('2025-04-03T00:00')])).toBe(0);
  });

  it('国庆:9 月 30 日的走访,三个工作日是 10 月 9、10、11 日(11 日调休上班)', () => {
    const asked = { anchor: '2025-09-01', asOf: '2025-11-01T00:00' };
    const facts = (recordedAt: Instant) => [contact('2025-09-30T09:00', { recordedAt })];
    expect(duty(bank({ facts: facts('2025-10-11T23:59') }), asked)).toMatchObject({ got: 1 });
    expect(duty(bank({ facts: facts('2025-10-12T00:00') }), asked)).toMatchObject({ got: 0 });
  });

  it('迟来的结果更正不失分;迟来的改期以改期之时计', () => {
    expect(got([recorded('2025-03-28T16:00'), recorded('2025-04-20T09:00', { result: '已签约' })])).toBe(1);
    const moved = [recorded('2025-03-26T16:00', { occurredAt: '2025-03-26T15:00' }), recorded('2025-04-20T09:00')];
    expect(got(moved)).toBe(0);
    expect(got(moved, '2025-04-19T00:00')).toBe(1);
  });

  it('改出又改回:以改回之时计', () => {
    const away = recorded('2025-03-29T09:00', { occurredAt: '2025-03-27T15:00' });
    expect(got([recorded('2025-03-28T16:00'), away, recorded('2025-04-03T00:00')])).toBe(0);
    expect(got([recorded('2025-03-28T16:00'), away, recorded('2025-04-02T23:59')])).toBe(1);
  });

  it('撤回不算;撤回后恢复仍以最初录入计', () => {
    const retracted = recorded('2025-03-29T09:00', { retracted: true });
    expect(got([recorded('2025-03-28T16:00'), retracted])).toBe(0);
    expect(got([recorded('2025-03-28T16:00'), retracted, recorded('2025-04-20T09:00')])).toBe(1);
  });
});

describe('[RUL-4] 日历', () => {
  const restDays = (recordedAt: Instant, institution: string | null) =>
    ['2025-03-28', '2025-03-31'].map((day) => ({ institution, day, isWorkday: false, recordedAt }));
  const opened = { customers: customer('2025-03-21') };

  it('期内重新公布者生效(5/19 < 1/3 失效);期满之后公布者不动已结之期', () => {
    const late = { asOf: '2025-05-01T00:00' };
    const within = bank({ ...opened, calendar: [...STATUTORY, ...restDays('2025-03-20T09:00', null)] });
    expect(duty(within, late)).toMatchObject({ need: 0, status: 'void' });
    const after = bank({ ...opened, calendar: [...STATUTORY, ...restDays('2025-04-01T00:01', null)] });
    expect(duty(after, late)).toMatchObject({ need: 1, status: 'breached' });
  });

  it('机构自定:本机构的例外优先于全行', () => {
    const worked = restDays('2025-03-20T09:00', 'B').map((row) => ({ ...row, isWorkday: true }));
    const calendar = [...STATUTORY, ...restDays('2025-03-20T09:00', null), ...worked];
    expect(duty(bank({ ...opened, calendar }))).toMatchObject({ need: 1 });
  });
});

describe('[RUL-1] 期内换版', () => {
  const need = (n: number, ruleChange: string) =>
    rule({ ...(CUS_1[0] as Rule), tiers: [{ need: n }], edges: { ruleChange } });
  const anchors = (first: number, second: number, ruleChange: string) =>
    evaluate(
      bank(),
      versionsOf([
        { effectiveOn: '2025-03-01', rules: [need(first, ruleChange)] },
        { effectiveOn: '2025-03-17', rules: [need(second, ruleChange)] },
      ]),
      { asOf: '2025-04-01T00:00', known: '2025-04-01T00:00' },
    ).map((row) => [row.anchor, row.need, row.until.slice(0, 10)]);

  it('pin 用期初之版;cutOver 于换版日切开;lenient 取轻者', () => {
    expect(anchors(3, 1, 'pin')).toEqual([['2025-03-01', 3, '2025-04-01']]);
    expect(anchors(3, 1, 'cutOver')).toEqual([
      ['2025-03-01', 3, '2025-03-17'],
      ['2025-03-17', 1, '2025-04-01'],
    ]);
    expect(anchors(3, 1, 'lenient')).toEqual([['2025-03-01', 1, '2025-04-01']]);
    expect(anchors(1, 3, 'lenient')).toEqual([['2025-03-01', 1, '2025-04-01']]);
  });

  it('早于首版生效日开始的周期没有义务', () => {
    const versions = versionsOf([{ effectiveOn: '2025-03-02', rules: CUS_1 }]);
    const rows = evaluate(bank(), versions, { asOf: '2025-05-01T00:00', known: '2025-05-01T00:00' });
    expect(rows.map((row) => row.anchor)).toEqual(['2025-04-01']);
  });
});

describe('时限义务', () => {
  const response = (within: object, over: object = {}) =>
    rule({
      id: 'DAY-8',
      clause: 'DAY-8',
      title: '走访报告确认',
      subject: 'customer',
      shape: 'response',
      trigger: { fact: 'visit.submitted' },
      response: { fact: 'visit.reviewed', match: 'ref' },
      within,
      consume: 'one',
      bearer: { officer: 'president' },
      ...over,
    });
  const submitted = (occurredAt: Instant, over: Partial<FactVersion> = {}) =>
    contact(occurredAt, { kind: 'visit.submitted', key: 'V1', method: null, ...over });
  const reviewed = (occurredAt: Instant, over: Partial<FactVersion> = {}) =>
    contact(occurredAt, { kind: 'visit.reviewed', key: `R${occurredAt}`, ref: 'V1', method: null, ...over });
  const one = (within: object, facts: FactVersion[], asOf: Instant = '2025-12-01T00:00', over: object = {}) =>
    evaluate(
      bank({
        facts,
        appointments: ['S3', 'S2'].map((staff) => ({
          staff,
          role: 'president',
          institution: 'H',
          from: '2025-01-01',
          until: null,
          recordedAt: EARLY,
          supersededAt: null,
        })),
      }),
      versionsOf([{ effectiveOn: '2025-01-01', rules: [response(within, over)] }]),
      { asOf, known: asOf },
    );

  it('[DAY-8] 三个工作日:周五提交,4 月 2 日 23:59 确认为已履行,3 日零时为逾期履行;责任人取上级机构工号最小者', () => {
    const within = { workdays: 3 };
    const trigger = submitted('2025-03-28T16:00');
    expect(one(within, [trigger, reviewed('2025-04-02T23:59')])).toMatchObject([
      { anchor: 'V1', until: '2025-04-03T00:00', bearer: 'S2', need: 1, got: 1, status: 'fulfilled' },
    ]);
    expect(one(within, [trigger, reviewed('2025-04-03T00:00')])).toMatchObject([{ got: 1, status: 'late' }]);
    expect(one(within, [trigger], '2025-04-02T23:59')).toMatchObject([{ got: 0, status: 'open' }]);
    expect(one(within, [trigger], '2025-04-03T00:00')).toMatchObject([{ got: 0, status: 'breached' }]);
  });

  it('触发当时尚无义务,须早于此刻;撤回则失效', () => {
    expect(one({ hours: 24 }, [submitted('2025-03-28T16:00')], '2025-03-28T16:00')).toEqual([]);
    const retracted = submitted('2025-03-28T16:00', { retracted: true, recordedAt: '2025-03-29T09:00' });
    expect(one({ hours: 24 }, [submitted('2025-03-28T16:00'), retracted])).toMatchObject([{ status: 'void', got: 0 }]);
  });

  it.each<[object, Instant, Instant, string]>([
    [{ hours: 30 }, '2025-09-24T16:00', '2025-09-25T22:00', '三十小时即时起算'],
    [{ days: 10 }, '2025-09-24T16:00', '2025-10-10T00:00', '第十日 10 月 4 日放假,顺延到 9 日'],
    [{ months: 1 }, '2025-01-31T10:00', '2025-03-01T00:00', '二月无 31 日,止于 28 日(周五)'],
    [{ by: '24:00' }, '2025-10-03T10:00', '2025-10-04T00:00', '当日之内,假日不顺延'],
    [{ by: '17:30', daysAfter: 1 }, '2025-09-30T10:00', '2025-10-01T17:30', '次日 17:30,假日不顺延'],
  ])('%j 自 %s 止于 %s:%s', (within, at, until) => {
    expect(one(within, [submitted(at)])).toMatchObject([{ until }]);
  });

  it('到期前七日:10 月 9 日倒数为 2 日,放假而提前到 9 月 30 日;展期后旧义务失效', () => {
    const within = { before: 'dueOn', days: 7 };
    const first = submitted('2025-09-01T10:00', { dueOn: '2025-10-09' });
    expect(one(within, [first])).toMatchObject([{ anchor: 'V1@2025-10-09', until: '2025-10-01T00:00' }]);
    const extended = { ...first, dueOn: '2025-11-28', recordedAt: '2025-09-20T10:00' };
    expect(one(within, [first, extended])).toMatchObject([
      { anchor: 'V1@2025-10-09', until: '2025-10-01T00:00', status: 'void' },
      { anchor: 'V1@2025-11-28', until: '2025-11-22T00:00', status: 'breached' },
    ]);
  });

  it('一事一应:两次提交一次确认,one 只满足先者,shared 两者皆可', () => {
    const facts = [
      submitted('2025-03-28T16:00'),
      submitted('2025-03-28T17:00', { key: 'V2' }),
      reviewed('2025-03-28T18:00'),
    ];
    const match = { response: { fact: 'visit.reviewed', match: 'subject' } };
    const statuses = (consume: string) =>
      one({ days: 3 }, facts, '2025-12-01T00:00', { ...match, consume }).map((row) => row.status);
    expect(statuses('one')).toEqual(['fulfilled', 'breached']);
    expect(statuses('shared')).toEqual(['fulfilled', 'fulfilled']);
  });

  it('按经办人应答须同一客户、同一经办人;触发的事实不能应答它自己', () => {
    const contacts = { trigger: { fact: 'contact' }, response: { fact: 'contact', match: 'actor' } };
    const first = contact('2025-03-28T09:00', { key: 'C1' });
    expect(one({ hours: 2 }, [first], '2025-12-01T00:00', contacts)).toMatchObject([{ got: 0, status: 'breached' }]);
    const elsewhere = contact('2025-03-28T09:30', { key: 'C2', customer: 'K2' });
    const again = contact('2025-03-28T10:00', { key: 'C3' });
    expect(one({ hours: 2 }, [first, elsewhere], '2025-12-01T00:00', contacts)).toMatchObject([{ got: 0 }]);
    expect(one({ hours: 2 }, [first, elsewhere, again], '2025-12-01T00:00', contacts)).toMatchObject([
      { anchor: 'C1', got: 1, status: 'fulfilled' },
      { anchor: 'C3', got: 0, status: 'breached' },
    ]);
  });

  it('日历于时限内改公布则顺延;于时限之后公布不动', () => {
    const rest = (recordedAt: Instant) => [{ institution: null, day: '2025-04-02', isWorkday: false, recordedAt }];
    const until = (recordedAt: Instant) =>
      evaluate(
        bank({ facts: [submitted('2025-03-28T16:00')], calendar: [...STATUTORY, ...rest(recordedAt)] }),
        versionsOf([{ effectiveOn: '2025-01-01', rules: [response({ workdays: 3 })] }]),
        { asOf: '2025-12-01T00:00', known: '2025-12-01T00:00' },
      )[0]?.until;
    expect(until('2025-04-01T09:00')).toBe('2025-04-04T00:00');
    expect(until('2025-04-03T00:01')).toBe('2025-04-03T00:00');
  });
});
