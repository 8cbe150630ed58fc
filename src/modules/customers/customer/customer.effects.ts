import { sql } from 'kysely';
import { type CivilDate, compare } from '../../../kernel/calendar/index.ts';
import type { Row } from '../../../kernel/register/public.ts';
import type { Context } from '../../../platform/context.ts';
import { defineEffects, type Outcome } from '../../../platform/registers/public.ts';
import { pinyinOf } from '../../../platform/text/pinyin.ts';
import { holdInstitutionTree } from '../../organisation/public.ts';
import { customer } from './customer.register.ts';
import { refreshSearch } from './customer-copies.ts';

type CustomerRow = Row<typeof customer>;

/** The name's spelling, and the institution's number, which is copied so that scope is one range. */
async function prepare(ctx: Context, { name, institution_id }: { name?: string; institution_id?: number }) {
  const spelled = name === undefined ? {} : { pinyin: pinyinOf(name) };
  if (institution_id === undefined) return spelled;
  await holdInstitutionTree(ctx.db);
  const place = await ctx.db
    .selectFrom('institution')
    .select('ord')
    .where('id', '=', institution_id)
    .executeTakeFirst();
  // An unknown institution is refused by its foreign key.
  return { ...spelled, institution_ord: place?.ord ?? 0 };
}

type Change = { row: CustomerRow; before: CustomerRow | null };

async function follow(ctx: Context, change: Change): Promise<Outcome | undefined> {
  const { row, before } = change;
  if (before?.name !== row.name || before?.no !== row.no) await refreshSearch(ctx.db, sql`${row.id}`);
  return keepVersion(ctx, change);
}

/** What rules read of a customer is kept with its history; a change of anything else leaves it as it is. */
async function keepVersion(ctx: Context, { row, before }: Change): Promise<Outcome | undefined> {
  if (before && !isRuledDifferently(before, row)) return undefined;
  const now = ctx.clock.now();
  await sql`
    update customer_version set superseded_at = ${now}
    where customer_id = ${row.id} and superseded_at is null`.execute(ctx.db);
  await sql`
    insert into customer_version (customer_id, recorded_at, opened_on, institution_id, kind)
    values (${row.id}, ${now}, ${row.opened_on}, ${row.institution_id}, ${row.kind})`.execute(ctx.db);
  const since = before ? earlier(before.opened_on, row.opened_on) : row.opened_on;
  return { touched: [{ subjectType: 'customer', subjectIds: [row.id], since }] };
}

function isRuledDifferently(before: CustomerRow, row: CustomerRow): boolean {
  return (['opened_on', 'institution_id', 'kind'] as const).some((name) => before[name] !== row[name]);
}

function earlier(a: CivilDate, b: CivilDate): CivilDate {
  return compare(a, b) < 0 ? a : b;
}

export const customerEffects = defineEffects(customer, {
  create: { prepare, after: follow },
  update: { prepare, after: follow },
});
