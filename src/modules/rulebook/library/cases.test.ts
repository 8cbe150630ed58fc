import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import '../../index.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { frozenClock } from '../../../../test/support/frozen-clock.ts';
import type { AppError } from '../../../kernel/errors/public.ts';
import type { GoldenCase } from '../../../kernel/rulebook/case.ts';
import type { Context } from '../../../platform/context.ts';
import { seedCalendar } from '../calendar/seed.ts';
import { assertCases, checkedRulebook } from './publish.ts';

let database: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  database = await createTestDatabase();
  ctx = {
    db: database.db.kysely,
    clock: frozenClock('2025-01-01T00:00:00+08:00'),
    principal: null,
    zone: 'Asia/Shanghai',
  };
  await seedCalendar(ctx.db);
});
afterAll(() => database.drop());

const DOCUMENTS = [
  '../template/standard.json',
  '../../../../examples/hotel-sales/rulebook.json',
  '../../../../examples/sme-loans/rulebook.json',
];

async function readDocument(path: string) {
  return JSON.parse(await readFile(new URL(path, import.meta.url), 'utf8'));
}

async function failuresOf(document: unknown): Promise<string[]> {
  const error: AppError | null = await assertCases(ctx, checkedRulebook(document)).then(
    () => null,
    (reason) => reason,
  );
  return error?.problems.map(({ path, text }) => `${path} ${text}`) ?? [];
}

describe('[RUL-2] 示例', () => {
  test.each(DOCUMENTS)('%s 的示例全部成立', async (path) => {
    expect(await failuresOf(await readDocument(path))).toEqual([]);
  });

  test('不成立的示例各报路径与差别，其余照常；什么也没有留下', async () => {
    const document = await readDocument('../../../../examples/sme-loans/rulebook.json');
    const index = document.rules.findIndex((rule: { cases?: GoldenCase[] }) => (rule.cases ?? []).length > 0);
    const [golden] = document.rules[index].cases;
    golden.expect = [{ ...golden.expect[0], got: 7 }];
    document.rules[index].cases.push({
      ...golden,
      name: '没有这个属性',
      given: { customers: [{ no: 'K1', attributes: { mood: 1 } }] },
    });
    expect(await failuresOf(document)).toEqual([
      expect.stringMatching(/^rules\.\d+\.cases\.0 .*已完成数应为 7，实为 1/),
      expect.stringMatching(/^rules\.\d+\.cases\.\d+ .*客户没有属性“mood”/),
    ]);
    expect(await ctx.db.selectFrom('fact').selectAll().execute()).toEqual([]);
    expect((await ctx.db.selectFrom('calendar_day').selectAll().execute()).length).toBeGreaterThan(10);
  });
});
