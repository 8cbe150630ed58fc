import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rule, versionsOf } from '../../../test/oracle/rulebooks.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { frozenClock } from '../../../test/support/frozen-clock.ts';
import { importText } from '../../../test/support/importing.ts';
import { evaluateAll } from '../../platform/duties/public.ts';
import { recordFacts } from '../../platform/ledger/public.ts';
import '../index.ts';
import { institutionsImporter } from './institutions.importer.ts';
import { staffImporter } from './staff.importer.ts';

const clock = frozenClock('2026-03-10T09:00:00+08:00');
let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());
beforeEach(() => test.db.pool.query('truncate institution, staff, appointment cascade'));

const institutions = (rows: string) =>
  importText(
    { db: test.db, clock },
    institutionsImporter,
    `机构号,机构名称,上级机构号,类型,启用日期,停用日期\n${rows}`,
  );
const staff = (rows: string, options = {}) =>
  importText(
    { db: test.db, clock },
    staffImporter,
    `工号,姓名,机构号,岗位,主管工号,入职日期,离职日期\n${rows}`,
    options,
  );

/** no → numbers of everything in its subtree, by the nested interval. */
async function subtrees(): Promise<Record<string, string>> {
  const { rows } = await test.db.pool.query(`
    select a.no, string_agg(b.no, ' ' order by b.no) as below from institution a
    join institution b on b.ord >= a.ord and b.ord < a.ord_until group by a.no`);
  return Object.fromEntries(rows.map(({ no, below }) => [no, below]));
}

describe('[ORG-1] 机构', () => {
  it('行序无关；上级不在文件也不在库里的逐行拒绝，其下级也拒绝，其余成立', async () => {
    const report = await institutions(
      'A1,支行一,A,支行,2020-01-01,\nA,分行,H,分行,2020/1/1,\nX1,无着下级,X,支行,2020-01-01,\nX,无着,NO,分行,2020-01-01,\nH,总行,,总行,2020-01-01,\n',
    );
    expect(report.counts).toEqual([3, 0, 2]);
    expect(report.problems.map(({ row, text }) => [row, text.slice(0, 10)])).toEqual([
      [4, '上级机构号 X 所在'],
      [5, '上级机构号 NO 不'],
    ]);
    expect(await subtrees()).toEqual({ H: 'A A1 H', A: 'A A1', A1: 'A1' });
    const again = await institutions('X,有着,A,分行,2020-01-01,\nX1,有着下级,X,支行,2020-01-01,\n');
    expect(again.counts).toEqual([2, 0, 0]);
    expect((await subtrees()).A).toBe('A A1 X X1');
  });

  it('循环被拒绝，循环之外的行成立；已有机构留在原处', async () => {
    await institutions('H,总行,,总行,2020-01-01,\nA,甲,H,分行,2020-01-01,\nB,乙,A,支行,2020-01-01,\n');
    const report = await institutions(
      'A,甲,B,分行,2020-01-01,\nC,丙,B,网点,2020-01-01,\nP,一,Q,支行,2020-01-01,\nQ,二,P,支行,2020-01-01,\n',
    );
    expect(report.problems.map(({ row }) => row)).toEqual([2, 4, 5]);
    expect(await subtrees()).toEqual({ H: 'A B C H', A: 'A B C', B: 'B C', C: 'C' });
  });

  it('类型只能是规定的七种，停用不得早于启用', async () => {
    const report = await institutions('H,总行,,公司,2020-01-01,2019-01-01\n');
    expect(report.problems[0]?.text).toMatch(/类型：应为总行、区域.*停用日期早于启用日期/);
  });
});

describe('[ORG-2] 员工与任职', () => {
  beforeEach(() => institutions('H,总行,,总行,2020-01-01,\nA,甲,H,支行,2020-01-01,\nB,乙,H,支行,2020-01-01,\n'));

  const appointments = async () =>
    (
      await test.db.pool.query(`
        select s.no || ' ' || a.post || ' ' || i.no || ' ' || a.valid_from || '~' || coalesce(a.valid_until::text, '') as text
        from appointment a join staff s on s.id = a.staff_id join institution i on i.id = a.institution_id
        where a.superseded_at is null order by s.no, a.valid_from`)
    ).rows.map(({ text }) => text);

  it('每行是一份主要任职；主管可在同一文件；未登记的岗位添加为无权限并提示', async () => {
    const report = await staff(
      'E1,张三,A,理财经理,E2,2021-01-01,\nE2,李四,A,支行行长,,2020-01-01,\nE3,王五,A,理财经理,E9,2020-01-01,\n',
    );
    expect(report.counts).toEqual([2, 0, 1]);
    expect(report.warnings.join()).toContain('岗位“理财经理”还没有登记');
    expect(await appointments()).toEqual(['E1 理财经理 A 2021-01-01~', 'E2 支行行长 A 2020-01-01~']);
    const { rows } = await test.db.pool.query(`
      select s.pinyin, boss.no, p.role, i.no as place from staff s join staff boss on boss.id = s.supervisor_id
        join post p on p.name = '理财经理' join institution i on i.id = s.institution_id`);
    expect(rows).toEqual([{ pinyin: 'zs zhangsan', no: 'E2', role: 'none', place: 'A' }]);
  });

  it('换机构或岗位：自知道之日起新任职，旧任职那天终止；离职日期终止任职；重复导入不变', async () => {
    await staff('E1,张三,A,客户经理,,2021-01-01,\n');
    clock.set('2026-04-01T09:00:00+08:00');
    await staff('E1,张三,B,客户经理,,2021-01-01,\n');
    expect(await appointments()).toEqual(['E1 客户经理 A 2021-01-01~2026-04-01', 'E1 客户经理 B 2026-04-01~']);
    expect((await staff('E1,张三,B,客户经理,,2021-01-01,\n')).counts).toEqual([0, 1, 0]);
    clock.set('2026-05-01T09:00:00+08:00');
    await staff('E1,张三,B,客户经理,,2021-01-01,2026-06-01\n');
    expect(await appointments()).toEqual([
      'E1 客户经理 A 2021-01-01~2026-04-01',
      'E1 客户经理 B 2026-04-01~2026-06-01',
    ]);
  });

  it('文件换了行长：其下由行长承担的义务随即换人', async () => {
    const filing = rule({
      id: 'DAY-4',
      clause: 'DAY-4',
      title: '会议归档',
      shape: 'response',
      subject: 'institution',
      trigger: { fact: 'meeting.held' },
      response: { fact: 'meeting.filed', match: 'ref' },
      within: { workdays: 3 },
      consume: 'one',
      bearer: { officer: 'president' },
    });
    const [version] = versionsOf([{ effectiveOn: '2026-01-01', rules: [filing] }]);
    await test.db.pool.query(
      `insert into rulebook_version (title, effective_on, content, sha256, published_at)
       values ('试验', '2026-01-01', $1, '', '2026-01-01')`,
      [version?.rulebook],
    );
    await staff('E1,张三,A,支行行长,,2021-01-01,\nE2,李四,B,支行行长,,2021-01-01,\n');
    await test.db.pool.query(`update post set role = 'president' where name = '支行行长'`);
    const ctx = { db: test.db.kysely, clock, principal: null, zone: 'Asia/Shanghai' };
    clock.set('2026-06-01T08:30:00+08:00');
    const { rows } = await test.db.pool.query<{ id: number }>(`select id from institution where no in ('A', 'B')`);
    const occurred_at = new Date('2026-06-01T08:20:00+08:00');
    await recordFacts(
      ctx,
      rows.map(({ id }) => ({ kind: 'meeting.held', key: `M${id}`, subject_id: id, occurred_at })),
    );
    await evaluateAll(ctx, { asOf: clock.now(), known: clock.now() });
    const bearers = async () =>
      (
        await test.db.pool.query(`
          select i.no || ' ' || coalesce(s.no, '无') as text from duty d join institution i on i.id = d.subject_id
            left join staff s on s.id = d.bearer_id order by i.no`)
      ).rows.map(({ text }) => text);
    expect(await bearers()).toEqual(['A E1', 'B E2']);
    clock.set('2026-06-01T09:00:00+08:00');
    await staff('E1,张三,B,支行行长,,2021-01-01,\nE2,李四,A,支行行长,,2021-01-01,\n');
    expect(await bearers()).toEqual(['A E2', 'B E1']);
  });
});
