import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Bank, openBank } from '../../src/app/bank.ts';
import { addMonths, civilDateOf, periodOf } from '../../src/kernel/calendar/index.ts';
import { seedPosts } from '../../src/modules/organisation/public.ts';
import { publishRulebook, readTemplate, seedCalendar } from '../../src/modules/rulebook/public.ts';
import { createAccount, createPasswords, loadAuthSettings } from '../../src/platform/auth/public.ts';
import type { Context } from '../../src/platform/context.ts';
import { evaluateAll } from '../../src/platform/duties/public.ts';
import { generate, type Size } from './generate.ts';

export const ACCOUNTS = { manager: 'bench-rm', president: 'bench-president', administrator: 'bench-system' };
export const PASSWORD = 'Zhanye-bench-2026';

const CUSTOMERS = 200_000;
const CUSTOMERS_PER_MANAGER = 500;
const CONTACT_MONTHS = 12;
const ALWAYS_KNOWN = new Date(0);
const MIGRATIONS = join(import.meta.dirname, '../../db/migrations');
const MARKER = 'bench-data.json';

/** 200,000 customers and 12 contacts each for a year at scale 1. */
export function sizeOf(scale: number): Size {
  const customers = Math.max(CUSTOMERS_PER_MANAGER, Math.round(CUSTOMERS * scale));
  return { customers, managers: Math.max(2, Math.round(customers / CUSTOMERS_PER_MANAGER)) };
}

/**
 * Opens the prepared database of a folder; makes it first when it is not there, was left unfinished, is of another size,
 * month or schema. The embedded server runs with the settings of production: fsync is on.
 */
export async function openPrepared(dataDir: string, scale: number, say: (text: string) => void): Promise<Bank> {
  const size = sizeOf(scale);
  const path = join(dataDir, MARKER);
  const wanted = JSON.stringify({ ...size, month: new Date().toISOString().slice(0, 7), schema: schemaDigest() });
  if (existsSync(path) && readFileSync(path, 'utf8') === wanted) return openBank({ dataDir });
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true });
  const bank = await openBank({ dataDir }, { create: true });
  try {
    await prepare(bank, size, say);
    writeFileSync(path, wanted);
    return bank;
  } catch (error) {
    await bank.close();
    throw error;
  }
}

/** Changes with every migration file. */
function schemaDigest(): string {
  const digest = createHash('sha256');
  for (const name of readdirSync(MIGRATIONS).sort()) digest.update(readFileSync(join(MIGRATIONS, name)));
  return digest.digest('hex');
}

async function prepare({ ctx, database }: Bank, size: Size, say: (text: string) => void): Promise<void> {
  const now = ctx.clock.now();
  const today = civilDateOf(now, ctx.zone);
  const thisMonth = periodOf('month', today).start;
  const firstMonth = addMonths(thisMonth, -CONTACT_MONTHS);
  // The last closed month and the half-years around it: what the measures ask for.
  const effectiveOn = periodOf('halfYear', addMonths(thisMonth, -1)).start;
  await seedCalendar(ctx.db);
  await seedPosts(ctx.db, ALWAYS_KNOWN);
  await publishRulebook(ctx, await readTemplate('standard'), { effectiveOn, publishedAt: ALWAYS_KNOWN });
  say(`generating ${size.customers} customers with ${CONTACT_MONTHS * size.customers} contacts`);
  await generate(database, size, { firstMonth, months: CONTACT_MONTHS, now });
  await createAccounts(ctx);
  await database.pool.query('vacuum analyze');
  say('first evaluation');
  await evaluateAll(ctx, { asOf: now, known: now });
  await database.pool.query('vacuum analyze duty');
  await database.pool.query('checkpoint');
}

async function createAccounts(ctx: Context): Promise<void> {
  const settings = await loadAuthSettings(ctx.db);
  const making = { passwords: createPasswords(settings.hash), settings };
  await createAccount(making, ctx, { login: ACCOUNTS.manager, staffNo: 'M000001', password: PASSWORD });
  await createAccount(making, ctx, { login: ACCOUNTS.president, staffNo: 'P0001', password: PASSWORD });
  await createAccount(making, ctx, { login: ACCOUNTS.administrator, adminRole: 'system', password: PASSWORD });
}
