import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedServer, openEmbedded } from './embedded.ts';
import { serves } from './postmaster-file.ts';
import { release, startHolder } from './start-holder.fixture.ts';

let folder: string;
let opened: EmbeddedServer[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhanye embedded 数据-'));
  opened = [];
});
afterEach(async () => {
  for (const server of opened) await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(path = folder): Promise<EmbeddedServer> {
  const server = await openEmbedded(path);
  opened.push(server);
  return server;
}

async function ask<Row>(url: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

const cluster = () => join(folder, 'postgres');

describe('embedded PostgreSQL', () => {
  it('runs in a folder whose path holds spaces, durable and unreachable by network', async () => {
    const { url } = await open();
    const rows = await ask<{ name: string; setting: string }>(
      url,
      `select name, setting from pg_settings
       where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses', 'server_encoding')
       order by name`,
    );
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: 'on',
      full_page_writes: 'on',
      listen_addresses: '',
      server_encoding: 'UTF8',
      synchronous_commit: 'on',
    });
  });

  it('runs in a folder whose path is too long for a socket', async () => {
    const deep = join(folder, '很长的路径'.repeat(8), 'x'.repeat(80));
    const { url } = await open(deep);
    expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('stops with its data on disk and starts again on them', async () => {
    const first = await openEmbedded(folder);
    await ask(first.url, 'create table kept as select 42 as n');
    await first.close();
    expect(serves(first.pid(), cluster())).toBe(false);
    const second = await open();
    expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 42 }]);
  });

  it('refuses a folder that another live process holds, in words that say which and what to do', async () => {
    const holder = startHolder(folder);
    await holder.holding;
    await expect(openEmbedded(folder)).rejects.toThrow(
      new RegExp(`正被另一个进程（进程号 ${holder.process.pid}）使用：请先停止它`),
    );
    await release(holder);
  });

  it('lets exactly one of several processes that start at once on a new folder have it', async () => {
    const holders = [startHolder(folder), startHolder(folder), startHolder(folder)];
    const outcomes = await Promise.allSettled(holders.map(({ holding }) => holding));
    const refusals = outcomes.filter(({ status }) => status === 'rejected');
    expect(refusals).toHaveLength(2);
    for (const refusal of refusals) expect(String((refusal as PromiseRejectedResult).reason)).toContain('请先停止它');
    await Promise.all(holders.map(release));
  });

  it('adopts the server that a killed process left behind', async () => {
    const holder = startHolder(folder);
    const { server } = await holder.holding;
    holder.process.kill('SIGKILL');
    await holder.ended;
    const adopted = await open();
    expect(adopted.pid()).toBe(server);
  });

  it('starts although the number of a killed server has gone to another process', async () => {
    await (await openEmbedded(folder)).close();
    const stale = [process.ppid, cluster(), 0, 5432, cluster(), '', '0 0', 'ready'];
    writeFileSync(join(cluster(), 'postmaster.pid'), `${stale.join('\n')}\n`);
    const { pid, url } = await open();
    expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(pid()).not.toBe(process.ppid);
  });

  it('starts after an initialisation that was killed half-way', async () => {
    const dead = startHolder(folder);
    await release(dead);
    rmSync(cluster(), { recursive: true });
    mkdirSync(join(folder, `postgres.new-${dead.process.pid}`, 'base'), { recursive: true });
    const { url } = await open();
    expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('tells why the server cannot start', async () => {
    await expect(openEmbedded(folder, { settings: { shared_buffers: 'much' } })).rejects.toThrow(/shared_buffers/);
    expect(readFileSync(join(folder, 'postgres.log'), 'utf8')).toContain('shared_buffers');
  });
});
