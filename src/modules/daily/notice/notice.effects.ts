import { sql } from 'kysely';
import { fail } from '../../../kernel/errors/public.ts';
import { registerErrors } from '../../../kernel/register/public.ts';
import type { Context } from '../../../platform/context.ts';
import { defineEffects, momentOf, serve } from '../../../platform/registers/public.ts';
import { belongsTo, mainPostOn } from '../roster-filter.ts';
import { workdayCounter } from '../workday-counter.ts';
import { noticeErrors } from './errors.ts';
import { notice } from './notice.register.ts';
import { deliveryOf, type NoticeRow } from './notice.rules.ts';

const noticeEffects = defineEffects(notice, {
  create: {
    async prepare(ctx, { institution_id }) {
      const publisherId = ctx.principal?.staffId ?? fail(registerErrors.ROW_NOT_ALLOWED({ operation: '发布通告' }));
      return { publisher_id: publisherId, ...(await placeOf(ctx, institution_id as number)) };
    },
  },
  update: {
    prepare: async (ctx, { institution_id }) => (institution_id ? placeOf(ctx, institution_id) : {}),
  },
  publish: {
    /** 依据 民法典 203: what must be read by a rest day may be read until the end of the next workday. */
    async prepare(ctx, _values, before) {
      const recipients = await deliver(ctx, before as NoticeRow);
      if (recipients === 0) fail(noticeErrors.NOTICE_NOBODY(undefined, 'audience'));
      if (!before?.must_read || !before.read_by) return { recipients };
      return { recipients, due_on: (await workdayCounter(ctx)).rollForward(before.read_by, before.institution_id) };
    },
    after: (ctx, { row }) => mustReadFacts(ctx, row),
  },
  withdraw: {
    after: async (ctx, { row, before }) => (before?.state === 'published' ? mustReadFacts(ctx, row) : undefined),
  },
});

export const servedNotice = serve(notice, noticeEffects);

async function placeOf(ctx: Context, institutionId: number): Promise<{ institution_ord: number }> {
  const found = await ctx.db.selectFrom('institution').select('ord').where('id', '=', institutionId).executeTakeFirst();
  return { institution_ord: (found ?? fail(registerErrors.ROW_NOT_FOUND())).ord };
}

/** Whom the notice reaches is settled when it is published; who comes later is not asked for it. */
async function deliver(ctx: Context, { id, institution_id, audience }: NoticeRow): Promise<number> {
  const day = sql`${momentOf(ctx).today}::date`;
  const delivered = await sql`
    insert into notice_receipt (notice_id, staff_id)
    select ${id}, s.id
    from institution i
    join staff s on s.institution_ord >= i.ord and s.institution_ord < i.ord_until
      and (s.left_on is null or s.left_on > ${day}) and s.id is distinct from ${ctx.principal?.staffId ?? null}::bigint
    cross join lateral (${mainPostOn(sql`s.id`, day)}) a
    where i.id = ${institution_id} and ${belongsTo(sql`${audience}::text`, sql`a.role`)}
    on conflict do nothing`.execute(ctx.db);
  return Number(delivered.numAffectedRows ?? 0n);
}

async function mustReadFacts(ctx: Context, row: NoticeRow) {
  if (!row.must_read) return undefined;
  const receipts = await ctx.db
    .selectFrom('notice_receipt')
    .select('staff_id')
    .where('notice_id', '=', row.id)
    .orderBy('staff_id')
    .execute();
  return {
    facts: receipts.map(({ staff_id }) => ({ ...deliveryOf(row, staff_id), fresh: row.state === 'published' })),
  };
}
