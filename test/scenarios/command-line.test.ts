import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/**
 * A bank that has nothing but the command line: files in, duties out. March 2025 has 21 workdays, April 22 (4 to 6 April
 * are off, Sunday the 27th is worked); every expectation is computed by hand from INTERFACE and docs/rules.md.
 */
const CLI = join(import.meta.dirname, '../../src/app/start.js');
const AS_OF = '2025-04-10';

const FILES: [kind: string, lines: string[]][] = [
  [
    'institutions',
    ['机构号,机构名称,上级机构号,类型,启用日期,停用日期', 'H,总行,,总行,2020-01-01,', 'B,城南支行,H,支行,2020-01-01,'],
  ],
  [
    'staff',
    [
      '工号,姓名,机构号,岗位,主管工号,入职日期,离职日期',
      'P1,周行长,B,支行行长,,2020-01-01,',
      'S1,赵一,B,客户经理,P1,2020-01-01,',
      'S2,钱二,B,客户经理,P1,2020-01-01,',
      'S3,孙三,B,客户经理,P1,2020-01-01,',
    ],
  ],
  [
    'customers',
    [
      '客户号,客户名称,类型,机构号,建档日期,证件类型,证件号,联系电话',
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `K${n},客户${n},对公,B,2025-03-01,,,`),
    ],
  ],
  [
    'custody',
    [
      '客户号,起始日期,角色,工号,终止日期',
      'K2,2025-03-01,主办,S1,2025-03-27',
      'K2,2025-03-27,主办,S2,',
      'K3,2025-03-01,主办,S3,',
      ...[1, 4, 5, 6, 7, 8].map((n) => `K${n},2025-03-01,主办,S1,`),
    ],
  ],
  [
    'balances',
    [
      '客户号,日期,存款余额,授信金额,贷款余额',
      ...[1, 2, 3, 5, 6, 7].map((n) => `K${n},2025-03-01,"5,000,000.00",,`),
      'K4,2025-03-01,1000000,,',
      'K4,2025-03-25,,5000000,',
    ],
  ],
  [
    'contacts',
    [
      '流水号,客户号,工号,时间,方式,录入时间,事由,结果,撤回',
      'A1,K1,S1,2025-03-05T09:00,走访,,,,',
      'A2,K1,S1,2025-03-05T16:00,走访,,,,',
      'A3,K1,S1,2025-03-20T09:00,走访,,,,',
      'A4,K1,S1,2025-03-21T09:00,电话,,,,',
      'B1,K2,S1,2025-03-10T09:00,走访,,,,',
      'B2,K2,S2,2025-04-02T09:00,走访,,,,',
      'C1,K3,S3,2025-03-05T09:00,走访,,,,',
      'D1,K4,S1,2025-03-12T09:00,走访,,,,',
      'E1,K5,S1,2025-03-05T09:00,走访,2025-03-10T23:59,,,',
      'E2,K5,S1,2025-03-06T09:00,走访,2025-03-12T00:00,,,',
      'F1,K6,S1,2025-03-05T09:00,电话,2025-03-05T12:00,,,',
      'F1,K6,S1,2025-03-05T09:00,走访,2025-03-20T12:00,,,',
      'F2,K6,S1,2025-03-18T09:00,走访,,,,',
      'G1,K7,S1,2025-03-05T09:00,走访,,,,',
      'G2,K7,S1,2025-03-06T09:00,走访,,,,',
      'G2,K7,S1,2025-03-06T09:00,走访,2025-04-02T09:00,,,是',
      'I1,K8,S1,2025-04-08T09:00,电话,,,,',
    ],
  ],
  [
    'leaves',
    ['流水号,工号,起始日期,终止日期,状态', 'V1,S3,2025-03-10,2025-03-28,已批准', 'V2,S1,2025-03-03,2025-03-31,已撤销'],
  ],
];

const HEADER = '规则,条款,对象类型,对象,锚点,起,止,责任人,应完成,已完成,状态';
const MARCH = '2025-03-01,2025-03-01,2025-04-01';
const APRIL = '2025-04-01,2025-04-01,2025-05-01';

let folder: string;
let data: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhanye 命令行 '));
  data = join(folder, 'a bank');
  succeed('init', '--effective', '2025-01-01');
  for (const [kind, lines] of FILES) {
    const report = JSON.parse(succeed('import', kind, fileOf(kind, lines), '--backfill', '--json'));
    expect(report).toMatchObject({ read: lines.length - 1, accepted: lines.length - 1, refused: 0 });
  }
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function zhanye(...args: string[]) {
  const env = { ...process.env, DATABASE_URL: '' };
  return spawnSync(process.execPath, [CLI, ...args, '--data', data], { env, encoding: 'utf8' });
}

function succeed(...args: string[]): string {
  const { status, stdout, stderr } = zhanye(...args);
  expect(status, `${args.join(' ')}: ${stderr}${stdout}`).toBe(0);
  return stdout;
}

function fileOf(kind: string, lines: string[]): string {
  const path = join(folder, `${kind}.csv`);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

const dutiesAt = (asOf: string, ...more: string[]) => succeed('duties', '--as-of', asOf, '--format', 'csv', ...more);

/** The lines about one customer's March. */
function march(csv: string, customer: string): string[] {
  return csv.split('\n').filter((line) => line.includes(`,${customer},2025-03-01,`));
}

describe('[CUS-1] 从文件到义务，全在命令行', () => {
  it('[CUS-1] [RUL-3] 各客户的义务逐行如手算', () => {
    const [header, ...lines] = dutiesAt(AS_OF).trimEnd().split('\n');
    expect(header).toBe(HEADER);
    expect(lines.filter((line) => line.startsWith('CUS-1'))).toEqual([
      // 3 月 5 日两次算一日，加 20 日；电话不算。
      `CUS-1a,CUS-1,customer,K1,${MARCH},S1,2,2,fulfilled`,
      `CUS-1a,CUS-1,customer,K1,${APRIL},S1,2,0,open`,
      // 27 日移交：其后第五个工作日是 4 月 3 日，故顺延到 4 日零时；4 月 2 日的走访归上期，不再算本期。
      'CUS-1a,CUS-1,customer,K2,2025-03-01,2025-03-01,2025-04-04,S2,2,2,fulfilled',
      `CUS-1a,CUS-1,customer,K2,${APRIL},S2,2,0,open`,
      // 请假 10 日至 28 日占 15 个工作日，余 6 ÷ 21 不足三分之一。
      `CUS-1a,CUS-1,customer,K3,${MARCH},S3,0,1,void`,
      `CUS-1a,CUS-1,customer,K3,${APRIL},S3,2,0,open`,
      // 25 日起才够 500 万：5 ÷ 21 不足三分之一；此前 16 ÷ 21 × 1 = 0.76，应 1 次。
      `CUS-1a,CUS-1,customer,K4,${MARCH},S1,0,1,void`,
      `CUS-1a,CUS-1,customer,K4,${APRIL},S1,2,0,open`,
      // 5 日的在第三个工作日（10 日）23:59 补录，算；6 日的期限是 11 日，12 日零时才录，不算。
      `CUS-1a,CUS-1,customer,K5,${MARCH},S1,2,1,breached`,
      `CUS-1a,CUS-1,customer,K5,${APRIL},S1,2,0,open`,
      // 20 日把 5 日的电话更正为走访，日子没有动，不算补录。
      `CUS-1a,CUS-1,customer,K6,${MARCH},S1,2,2,fulfilled`,
      `CUS-1a,CUS-1,customer,K6,${APRIL},S1,2,0,open`,
      // 4 月 2 日撤回了 6 日的那次。
      `CUS-1a,CUS-1,customer,K7,${MARCH},S1,2,1,breached`,
      `CUS-1a,CUS-1,customer,K7,${APRIL},S1,2,0,open`,
      `CUS-1b,CUS-1,customer,K4,${MARCH},S1,1,1,fulfilled`,
      // 没有余额即最低一档；3 月 1 日建档，上半年 82 ÷ 120 个工作日。
      'CUS-1c,CUS-1,customer,K8,2025-01-01,2025-01-01,2025-07-01,S1,1,1,fulfilled',
    ]);
  });

  it('[RUL-3] 只写日期即当日零时', () => {
    expect(dutiesAt(`${AS_OF}T00:00`)).toBe(dutiesAt(AS_OF));
  });

  it('[RUL-5] 按旧的已知重算，更正和撤回之前如何就仍如何', () => {
    expect(march(dutiesAt(AS_OF, '--known', '2025-04-01'), 'K7')).toEqual([
      `CUS-1a,CUS-1,customer,K7,${MARCH},S1,2,2,fulfilled`,
    ]);
    expect(march(dutiesAt('2025-04-01', '--known', '2025-03-20T11:59'), 'K6')).toEqual([
      `CUS-1a,CUS-1,customer,K6,${MARCH},S1,2,1,breached`,
    ]);
  });

  it('[RUL-5] 后来的推算和更正不改变旧时点的结果，一字不差', () => {
    const before = dutiesAt(AS_OF, '--known', AS_OF);
    const evaluated = JSON.parse(succeed('evaluate', '--as-of', AS_OF, '--json'));
    expect(evaluated).toMatchObject({ live: true, provisionalYears: [] });
    expect(evaluated.counts).toContainEqual({ rule: 'CUS-1a', status: 'breached', count: 2 });
    // 推算时顺带的计数与逐行所列一致。
    const listed = before
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => `${line.split(',')[0]} ${line.split(',').at(-1)}`);
    const counted = evaluated.counts as { rule: string; status: string; count: number }[];
    expect(
      counted.flatMap(({ rule, status, count }) => Array.from({ length: count }, () => `${rule} ${status}`)),
    ).toEqual(listed.toSorted());
    const correction = fileOf('correction', [
      FILES[5]?.[1][0] ?? '',
      'A3,K1,S1,2025-03-20T09:00,电话,,,,',
      'E3,K5,S1,2025-03-11T09:00,走访,,,,',
    ]);
    expect(JSON.parse(succeed('import', 'contacts', correction, '--json'))).toMatchObject({ accepted: 2, refused: 0 });
    expect(dutiesAt(AS_OF, '--known', AS_OF)).toBe(before);
    // 如今已知：20 日的并非走访；11 日的补录已过期限，K5 依旧。
    const now = dutiesAt(AS_OF, '--known', '2999-01-01');
    expect(march(now, 'K1')).toEqual([`CUS-1a,CUS-1,customer,K1,${MARCH},S1,2,1,breached`]);
    expect(march(now, 'K5')).toEqual([`CUS-1a,CUS-1,customer,K5,${MARCH},S1,2,1,breached`]);
  });

  it('[RUL-5] 解释写出条款、事实的取舍和算式', () => {
    const text = succeed('explain', 'CUS-1a', 'K5', '2025-03-01', '--as-of', AS_OF);
    expect(text).toContain('每月走访不少于 2 次');
    expect(text).toMatch(/2025-03-05T09:00 E1 S1 入账 2025-03-10T23:59 {2}计入/);
    expect(text).toMatch(/E2 S1 入账 2025-03-12\S* {2}不计：补录超过期限/);
    const explanation = JSON.parse(succeed('explain', 'CUS-1a', 'K2', '2025-03-01', '--as-of', AS_OF, '--json'));
    expect(explanation.duty).toMatchObject({ need: 2, got: 2, until: '2025-04-04', bearer: 'S2' });
  });

  it('[RUL-8] 审计链完好', () => {
    expect(JSON.parse(succeed('verify', '--json'))).toMatchObject({ ok: true });
  });

  it('[ORG-2] init 已带常用岗位，导入员工时无须再指定权限', () => {
    const again = JSON.parse(succeed('import', 'staff', join(folder, 'staff.csv'), '--backfill', '--json'));
    expect(again).toMatchObject({ unchanged: 4, warnings: [] });
  });
});

describe('rulebook check', () => {
  const EXAMPLE = join(import.meta.dirname, '../../examples/hotel-sales/rulebook.json');
  const check = (file: string) =>
    spawnSync(process.execPath, [CLI, 'rulebook', 'check', file], {
      env: { ...process.env, DATABASE_URL: '' },
      encoding: 'utf8',
    });

  it('[RUL-2] 没有数据库也运行示例：成立则通过，不成立则以 1 退出并说明差别', () => {
    const passed = check(EXAMPLE);
    expect(passed, passed.stderr).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/通过：6 条规则，\d+ 个示例/),
    });
    const document = JSON.parse(readFileSync(EXAMPLE, 'utf8'));
    const [golden] = document.rules[0].cases;
    golden.expect[0].got += 1;
    const file = join(folder, 'wrong.json');
    writeFileSync(file, JSON.stringify(document));
    expect(check(file)).toMatchObject({ status: 1, stderr: expect.stringContaining(golden.name) });
  }, 120_000);
});

describe('rulebook publish', () => {
  const template = () => fileOf('rulebook', [succeed('rulebook', 'export')]);

  it('[RUL-3] 不溯及既往；推算过义务后不能再带入历史的制度', () => {
    const file = template();
    succeed('evaluate', '--as-of', AS_OF);
    expect(zhanye('rulebook', 'check', file).status).toBe(0);
    expect(zhanye('rulebook', 'publish', file, '--effective', '2025-06-01')).toMatchObject({ status: 1 });
    const late = zhanye('rulebook', 'publish', file, '--effective', '2025-06-01', '--backfill');
    expect(late).toMatchObject({ status: 1, stderr: expect.stringContaining('已经推算过义务') });
    expect(JSON.parse(succeed('rulebook', 'publish', file, '--effective', '2999-01-01', '--json'))).toMatchObject({
      effectiveOn: '2999-01-01',
      rules: expect.any(Number),
      warnings: [],
    });
    expect(zhanye('rulebook', 'publish', file)).toMatchObject({ status: 2 });
  });

  it('[RUL-2] 发布时同检查一样提醒分档的空档，文件可以有意如此', () => {
    const document = JSON.parse(succeed('rulebook', 'export'));
    document.rules = document.rules.filter(({ id }: { id: string }) => id !== 'CUS-1b');
    const file = fileOf('gap', [JSON.stringify(document)]);
    const published = succeed('rulebook', 'publish', file, '--effective', '2999-02-01');
    expect(published).toMatch(/提醒：.+\n已发布第/s);
  });
});

describe('退出码', () => {
  it.each([
    [2, ['duties'], '缺少 --as-of'],
    [2, ['duties', '--as-of', '2025-02-30'], '2025-02-30'],
    [2, ['duties', '--as-of', AS_OF, '--format', 'xml'], 'csv 或 json'],
    [2, ['import', 'nosuch', 'file'], '没有“nosuch”这种导入'],
    [2, ['explain', 'CUS-9', 'K1', '2025-03-01'], '没有规则'],
    [1, ['import', 'staff', 'nosuch.csv'], '读不到文件'],
    [1, ['explain', 'CUS-1a', 'K9', '2025-03-01'], 'K9'],
    [1, ['explain', 'CUS-1a', 'K1', '2025-02-01', '--as-of', AS_OF], '没有 CUS-1a 的义务'],
    [1, ['duties', '--as-of', '2024-01-01', '--known', '1960-01-01'], '还没有发布任何制度'],
    [1, ['init'], '早已初始化'],
  ])('%i: %j', (code, args, complaint) => {
    const { status, stderr } = zhanye(...args);
    expect(stderr).toContain(complaint);
    expect(status).toBe(code);
  });
});
