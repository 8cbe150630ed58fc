import { sql } from 'kysely';
import { fail } from '../../../kernel/errors/public.ts';
import { type Row, registerErrors } from '../../../kernel/register/public.ts';
import type { Context } from '../../../platform/context.ts';
import { audit, chainHead, sealChain } from '../../../platform/ledger/public.ts';
import { defineEffects, momentOf, type Outcome } from '../../../platform/registers/public.ts';
import { ownStaffId } from '../../daily/public.ts';
import { CHECKERS } from '../discipline.rules.ts';
import { disciplineErrors } from '../errors.ts';
import { candidatesOf, whereabouts } from './candidates.ts';
import { digestOf, listed, lotsOf, seedOf } from './lots.ts';
import { drawnFact } from './post-check.rules.ts';
import { spotCheck } from './spot-check.register.ts';

type SpotCheckRow = Row<typeof spotCheck>;

export const spotCheckEffects = defineEffects(spotCheck, {
  create: {
    async prepare(ctx, { institution_id, target = 'everyone', checker_id, wanted }) {
      const ordered_by = ownStaffId(ctx, '抽查');
      const checker = checker_id ?? ordered_by;
      await assertChecker(ctx, checker);
      const place = await holdInstitution(ctx, institution_id ?? 0);
      const { now, today } = momentOf(ctx);
      // Who can be drawn is settled before the seed exists.
      const candidates = await candidatesOf(ctx, {
        institution: place,
        target,
        day: today,
        but: [ordered_by, checker],
      });
      if (candidates.length === 0) fail(disciplineErrors.SPOT_CHECK_NOBODY(undefined, 'institution_id'));
      const list = listed(candidates);
      const running_no = await nextNumber(ctx, institution_id ?? 0);
      const head = await headAfterOrder(ctx, { institution: place.no, day: today, running_no, wanted });
      return {
        institution_ord: place.ord,
        biz_date: today,
        running_no,
        ordered_by,
        ordered_at: now,
        checker_id: checker,
        ...head,
        seed: seedOf({ chainHash: head.chain_hash, day: today, institution: place.no, runningNo: running_no }),
        candidates: list,
        candidates_digest: digestOf(list),
      };
    },
    after: (ctx, { row }) => draw(ctx, row),
  },
});

/** Whoever checks must be one who may write down what he finds. */
async function assertChecker(ctx: Context, staffId: number): Promise<void> {
  const { today } = momentOf(ctx);
  const { rows } = await sql`
    select from appointment a join post p on p.name = a.post
    where a.staff_id = ${staffId} and p.role = any(${Object.keys(CHECKERS)}::text[]) and a.superseded_at is null
      and a.valid_from <= ${today}::date and (a.valid_until is null or a.valid_until > ${today}::date)
    limit 1`.execute(ctx.db);
  if (rows.length === 0) fail(disciplineErrors.SPOT_CHECK_CHECKER(undefined, 'checker_id'));
}

/** Locks the institution, so that two draws of a day get two numbers. */
async function holdInstitution({ db }: Context, id: number) {
  const place = await db
    .selectFrom('institution')
    .select(['no', 'ord', 'ord_until as ordUntil'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return place ?? fail(registerErrors.ROW_NOT_FOUND());
}

async function nextNumber(ctx: Context, institutionId: number): Promise<number> {
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(running_no), 0) + 1 as next from spot_check
    where institution_id = ${institutionId} and biz_date = ${momentOf(ctx).today}::date`.execute(ctx.db);
  return rows[0]?.next ?? 1;
}

/**
 * The chain's head with the order's own audit record in it, so that nobody could know it before ordering. Where another
 * sealer is at work the head is what he sealed last, which nobody outside the server knew either.
 */
async function headAfterOrder(ctx: Context, detail: Record<string, unknown>) {
  await audit(ctx, { action: 'spot-check.order', register: spotCheck.id, detail });
  await sealChain(ctx.db);
  const { seq, hash } = await chainHead(ctx.db);
  return { chain_seq: seq, chain_hash: hash.toString('hex') };
}

/** A check for each who was drawn, and who owes it. */
async function draw(ctx: Context, row: SpotCheckRow): Promise<Outcome> {
  const drawn = lotsOf(row.seed, row.candidates.split(',')).slice(0, row.wanted);
  const found = await whereabouts(
    ctx,
    drawn.map(({ no }) => no),
  );
  const { now, today } = momentOf(ctx);
  const prefix = `CG${today.replaceAll('-', '')}-`;
  const { rows } = await sql<{ no: string }>`
    insert into post_check (no, spot_check_no, staff_id, ordered_by, checker_id, state, biz_date, outing_no, place, recorded_at)
    select ${prefix}::text || nextval('serial_no'), ${row.no}, d."staffId", ${row.ordered_by}, ${row.checker_id}, 'drawn',
      ${row.biz_date}::date, d."outingNo", d.place, ${now}
    from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as d ("staffId" bigint, "outingNo" text, place text)
    returning no`.execute(ctx.db);
  const facts = rows.map(({ no }) => drawnFact({ no, checker: row.checker_id ?? row.ordered_by, row, now }));
  return { facts, detail: { drawn: rows.map(({ no }) => no) } };
}
