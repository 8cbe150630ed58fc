import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmptyDatabase, type TestDatabase } from '../../../test/support/database.ts';

const CLI = join(import.meta.dirname, '../start.js');

let folder: string;
let bank: TestDatabase;
let other: TestDatabase;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhanye-cli-'));
  bank = await createEmptyDatabase();
  other = await createEmptyDatabase();
});
afterAll(async () => {
  await bank.drop();
  await other.drop();
  rmSync(folder, { recursive: true });
});

function zhanye(args: string[], database?: TestDatabase) {
  const env = { ...process.env, DATABASE_URL: database?.db.url ?? '' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('wrong usage ends with 2 and says what is wrong', () => {
  it.each([
    [['nosuch'], '没有命令“nosuch”'],
    [['constructor'], '没有命令“constructor”'],
    [['backup'], '缺少参数 OUT'],
    [['backup', 'a', 'b'], '多余的参数：b'],
    [['verify', '--nosuch'], '--nosuch'],
    [['verify'], '请用 --data 指定数据目录'],
    [['init', '--template', 'nosuch'], '没有模板“nosuch”'],
  ])('%j', (args, complaint) => {
    const { status, stderr } = zhanye(args, args[0] === 'init' ? bank : undefined);
    expect(stderr).toContain(complaint);
    expect(status).toBe(2);
  });
});

it('help lists the commands', () => {
  const { status, stdout } = zhanye(['--help']);
  expect(status).toBe(0);
  for (const command of ['init', 'evaluate', 'duties', 'explain', 'verify', 'backup OUT', 'restore FILE']) {
    expect(stdout).toContain(`  ${command}`);
  }
});

it('refuses a folder without a database instead of making one', () => {
  const missing = join(folder, 'mistyped');
  const { status, stderr } = zhanye(['verify', '--data', missing]);
  expect(stderr).toContain('请先运行 zhanye init');
  expect(status).toBe(1);
});

it('init, verify, backup and restore, from one database to another', () => {
  const file = join(folder, 'bank.backup');
  expect(zhanye(['verify'], bank).stderr).toContain('请先运行 zhanye init');

  const made = zhanye(['init', '--effective', '2025-01-01', '--json'], bank);
  expect(made).toMatchObject({ status: 0, stderr: '' });
  expect(JSON.parse(made.stdout)).toMatchObject({ login: 'admin', template: 'standard', effectiveOn: '2025-01-01' });
  expect(zhanye(['init'], bank)).toMatchObject({ status: 1, stdout: '' });

  expect(zhanye(['verify'], bank)).toMatchObject({ status: 0, stdout: expect.stringContaining('审计链完好') });
  expect(zhanye(['backup', file], bank).status).toBe(0);
  expect(zhanye(['restore', file], other).status).toBe(0);
  expect(zhanye(['verify', '--json'], other).status).toBe(0);
  expect(zhanye(['restore', file], other).stderr).toContain('已有数据');

  const damaged = join(folder, 'damaged');
  writeFileSync(damaged, readFileSync(file).subarray(0, -50));
  expect(zhanye(['restore', damaged], other).status).toBe(1);
}, 120_000);
