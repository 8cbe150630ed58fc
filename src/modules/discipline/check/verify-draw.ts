import { sql } from 'kysely';
import type { CivilDate } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import { scoped } from '../../../platform/access/public.ts';
import type { Context } from '../../../platform/context.ts';
import { disciplineErrors } from '../errors.ts';
import { digestOf, type Lot, listed, lotsOf, seedOf } from './lots.ts';
import { spotCheck } from './spot-check.register.ts';

export type Verification = {
  agrees: boolean;
  /** What was compared, each by itself. */
  compared: { chain: boolean; seed: boolean; candidates: boolean; drawn: boolean };
  /** What the seed is made of, for whoever recomputes it elsewhere. */
  day: CivilDate;
  institution: string;
  runningNo: number;
  chainSeq: number;
  chainHash: string;
  seed: string;
  wanted: number;
  /** Everybody's lot, the lowest first; null while others are still to be checked and must not be warned. */
  lots: (Lot & { drawn: boolean })[] | null;
};

type Draw = {
  day: CivilDate;
  institution: string;
  running_no: number;
  wanted: number;
  chain_seq: number;
  chain_hash: string;
  seed: string;
  candidates: string;
  candidates_digest: string;
  sealed: string | null;
  drawn: string[];
  waiting: boolean;
  reads: boolean;
};

/**
 * 依据 DAY-13: draws again from what the record says and compares with who was drawn and with the audit chain. For whoever
 * may read the draw, and for whoever was drawn and has been told. Throws 404 for anybody else.
 */
export async function verifyDraw(ctx: Context, no: string): Promise<Verification> {
  const draw = await drawInSight(ctx, no);
  const chainHash = draw.chain_hash;
  const names = draw.candidates.split(',');
  const lots = lotsOf(draw.seed, names);
  const due = lots.slice(0, draw.wanted).map((lot) => lot.no);
  const compared = {
    chain: draw.sealed === chainHash,
    seed: draw.seed === seedOf({ chainHash, day: draw.day, institution: draw.institution, runningNo: draw.running_no }),
    candidates: draw.candidates === listed(names) && draw.candidates_digest === digestOf(draw.candidates),
    drawn: listed(due) === listed(draw.drawn),
  };
  return {
    agrees: Object.values(compared).every(Boolean),
    compared,
    day: draw.day,
    institution: draw.institution,
    runningNo: draw.running_no,
    chainSeq: draw.chain_seq,
    chainHash,
    seed: draw.seed,
    wanted: draw.wanted,
    lots: draw.reads || !draw.waiting ? lots.map((lot) => ({ ...lot, drawn: due.includes(lot.no) })) : null,
  };
}

async function drawInSight(ctx: Context, no: string): Promise<Draw> {
  const { rows } = await sql<Draw>`
    select d.biz_date as day, i.no as institution, d.running_no, d.wanted, d.chain_seq, d.chain_hash, d.seed,
      d.candidates, d.candidates_digest, (select encode(a.hash, 'hex') from audit_chain a where a.seq = d.chain_seq) as sealed,
      array(select s.no from post_check c join staff s on s.id = c.staff_id where c.spot_check_no = d.no) as drawn,
      exists (select from post_check c where c.spot_check_no = d.no and c.state = 'drawn') as waiting,
      ${scoped(ctx, spotCheck, { alias: 'd' })} as reads
    from spot_check d join institution i on i.id = d.institution_id
    where d.no = ${no} and (${scoped(ctx, spotCheck, { alias: 'd' })} or exists (
      select from post_check c
      where c.spot_check_no = d.no and c.informed_id = ${ctx.principal?.staffId ?? null}))`.execute(ctx.db);
  return rows[0] ?? fail(disciplineErrors.SPOT_CHECK_UNKNOWN());
}
