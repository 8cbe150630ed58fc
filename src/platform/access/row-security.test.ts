import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { customer } from '../../modules/customers/public.ts';
import { staff } from '../../modules/organisation/public.ts';
import type { Reader } from '../context.ts';
import { type Database, openDatabase } from '../db/database.ts';
import { applyRowSecurity, openReader, READER_ROLE } from './public.ts';

const REGISTERS = [staff, customer];
/** The bank's account is no superuser: it owns the schema and nothing else. */
const ACCOUNT = `account_${process.pid}`;

let made: TestDatabase;
let owner: Database;
let reader: Reader & { close(): Promise<void> };

const administer = (text: string) => sql.raw(text).execute(made.db.kysely);

beforeAll(async () => {
  made = await createTestDatabase();
  await administer(`create role ${ACCOUNT} login`);
  await administer(`grant create on database ${new URL(made.db.url).pathname.slice(1)} to ${ACCOUNT}`);
  await administer(`
    do $$ declare name text; begin
      for name in select format('%I', relname) from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') loop
        execute 'alter table ' || name || ' owner to ${ACCOUNT}';
      end loop;
    end $$`);
  const url = new URL(made.db.url);
  url.username = ACCOUNT;
  owner = await openDatabase({ url: url.href });
});
afterAll(async () => {
  await reader?.close();
  await owner.close();
  await administer(`drop owned by ${ACCOUNT} cascade`);
  await made.drop();
});

describe('[CUS-15] 行级安全', () => {
  it('数据库账号无权建立角色时不启用，也不出错', async () => {
    expect(await applyRowSecurity(owner.kysely, REGISTERS)).toBe(false);
    const { rows } = await sql`select from pg_policies`.execute(owner.kysely);
    expect(rows).toEqual([]);
  });

  it('数据库管理员授予角色后启用；声明未变时不再改动', async () => {
    await administer(
      `do $$ begin create role ${READER_ROLE} nologin; exception when duplicate_object then null; end $$`,
    );
    await administer(`grant ${READER_ROLE} to ${ACCOUNT}`);
    expect(await applyRowSecurity(owner.kysely, REGISTERS)).toBe(true);
    const versions = () =>
      sql<{ xmin: string }>`select xmin::text as xmin from pg_policy order by oid`.execute(owner.kysely);
    const before = (await versions()).rows;
    expect(before).toHaveLength(2 * REGISTERS.length);
    expect(await applyRowSecurity(owner.kysely, REGISTERS)).toBe(true);
    expect((await versions()).rows).toEqual(before);
  });

  it('账号自己照常读写；读者没有被告知是谁时一行也读不到', async () => {
    await administer(`insert into institution (no, name, type, opened_on, recorded_at)
      values ('0', '总行', '总行', '2020-01-01', '2026-03-05')`);
    await sql`insert into customer (no, name, kind, institution_id, institution_ord, opened_on, recorded_at)
      select 'C1', '客户', 'corporate', id, ord, '2020-01-01', '2026-03-05' from institution`.execute(owner.kysely);
    const url = new URL(owner.url);
    reader = await openReader(url.href);
    const customers = sql`select from customer`;
    expect((await customers.execute(owner.kysely)).rows).toHaveLength(1);
    expect((await reader.read(null, (db) => customers.execute(db))).rows).toEqual([]);
  });

  it('同一条连接换人再读，只按后来者的权限', async () => {
    const person = (role: 'business' | 'clerk') => ({
      accountId: 1,
      staffId: 1,
      staffNo: '1',
      name: '测试',
      adminRole: null,
      appointments: [{ role, post: '岗位', institutionId: 1, ord: 0, ordUntil: 9 }],
    });
    const seen = async (role: 'business' | 'clerk') =>
      (await reader.read(person(role), (db) => sql`select from customer`.execute(db))).rows.length;
    expect([await seen('business'), await seen('clerk'), await seen('business')]).toEqual([1, 0, 1]);
  });

  it('读者碰不到没有策略的表', async () => {
    const read = (table: string) => reader.read(null, (db) => sql`select from ${sql.table(table)}`.execute(db));
    for (const table of ['account', 'fact', 'audit_record', 'customer_version']) {
      await expect(read(table)).rejects.toMatchObject({ code: '42501' });
    }
  });
});
