import { sql } from 'kysely';
import { type DueMeasure, dueMeasures } from '../../../kernel/assess/due-measures.ts';
import type { RulebookVersion } from '../../../kernel/rulebook/rulebook.ts';
import type { Context } from '../../../platform/context.ts';
import { audit } from '../../../platform/ledger/public.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import type { Fault } from '../settle/faults.ts';
import { measure } from './measure.register.ts';
import type { MeasureRow, MeasureState } from './measure.rules.ts';
import { retractOrder } from './revoke.ts';

/** A measure that still says something: proposed, or issued and not undone. */
const STANDING: readonly MeasureState[] = ['proposed', 'issued', 'replied', 'accepted'];

/**
 * 依据 ASM-4, ASM-5: brings a person's measures to what his confirmed faults call for. Proposals follow the rank by
 * themselves; an issued one stays as a person issued it, shows what would be due now, and is revoked when its fault is
 * no longer confirmed. Returns how many rows changed. The person is locked by the caller.
 */
export async function settleMeasures(
  ctx: Context,
  staffId: number,
  { faults, versions }: { faults: readonly Fault[]; versions: readonly RulebookVersion[] },
): Promise<number> {
  const counted = faults.map((fault) => ({ ...fault, act: fault.act === null ? null : String(fault.act) }));
  const due = dueMeasures(counted, versions, ctx.zone);
  const rows = await measuresOf(ctx, staffId);
  const left = new Set(rows.filter(({ state }) => STANDING.includes(state)));
  let changed = 0;
  for (const one of due) {
    const row = [...left].find((candidate) => isFor(candidate, one));
    if (row) left.delete(row);
    if (row) changed += await follow(ctx, row, { due: one, faults });
    else if (!wasDecided(rows, one)) changed += await propose(ctx, staffId, { due: one, faults });
  }
  for (const row of left) changed += await undo(ctx, row);
  return changed;
}

async function measuresOf(ctx: Context, staffId: number): Promise<MeasureRow[]> {
  const rows = await ctx.db.selectFrom('measure').selectAll().where('staff_id', '=', staffId).orderBy('id').execute();
  return rows as unknown as MeasureRow[];
}

/** Of one occasion: by its fault, or where a day is one occasion, by the day. */
function isFor(row: MeasureRow, { ladder, occasion, on }: DueMeasure): boolean {
  if (row.ladder_id !== ladder.id) return false;
  return occasion.faults.includes(causeOf(row)) || (ladder.distinct === 'date' && row.arose_on === on);
}

function causeOf({ breach_id, incident_id }: MeasureRow): string {
  return breach_id === null ? `incident:${incident_id}` : `breach:${breach_id}`;
}

/** Somebody has declined or revoked just this step for just this occasion: it is not proposed again. */
function wasDecided(rows: readonly MeasureRow[], due: DueMeasure): boolean {
  const last = rows.findLast((row) => isFor(row, due));
  return last !== undefined && !STANDING.includes(last.state) && last.due_step_id === due.step.id;
}

type Cause = { due: DueMeasure; faults: readonly Fault[] };

async function follow(ctx: Context, row: MeasureRow, { due, faults }: Cause): Promise<number> {
  const cause = causeOf(row);
  const stillThere = due.occasion.faults.includes(cause);
  const head = faults.find(({ key }) => key === (stillThere ? cause : due.occasion.key));
  const moved = row.state === 'proposed' ? stepColumns(due) : {};
  const wanted = {
    ...moved,
    rank: due.occasion.rank,
    due_step_id: due.step.id,
    breach_id: head?.breachId ?? null,
    incident_id: head?.incidentId ?? null,
  };
  const same = Object.entries(wanted).every(([name, value]) => row[name as keyof MeasureRow] === value);
  if (same) return 0;
  await change(ctx, row, wanted, 'measure.rerank');
  return 1;
}

function stepColumns({ step }: DueMeasure) {
  return {
    step_id: step.id,
    title: step.title,
    rectifies: step.rectification,
    issuers: step.issuedBy.join(','),
  };
}

async function propose(ctx: Context, staffId: number, { due, faults }: Cause): Promise<number> {
  const head = faults.find(({ key }) => key === due.occasion.key);
  const { step_id, title, rectifies, issuers } = stepColumns(due);
  const { now, today } = momentOf(ctx);
  const { rows } = await sql<{ id: number; institution_ord: number }>`
    insert into measure (no, ladder_id, step_id, title, staff_id, institution_id, institution_ord, breach_id, incident_id,
      rank, due_step_id, arose_on, rectifies, issuers, state, recorded_at)
    select ${`CZ${today.replaceAll('-', '')}-`}::text || nextval('serial_no'), ${due.ladder.id}, ${step_id}, ${title}, s.id,
      s.institution_id, s.institution_ord, ${head?.breachId ?? null}::bigint, ${head?.incidentId ?? null}::bigint,
      ${due.occasion.rank}, ${step_id}, ${due.on}::date, ${rectifies}, ${issuers}, ${measure.states?.initial}, ${now}
    from staff s where s.id = ${staffId} and s.institution_id is not null and s.institution_ord is not null
    returning id, institution_ord`.execute(ctx.db);
  for (const { id, institution_ord } of rows) {
    const detail = { ladder: due.ladder.id, step: step_id, rank: due.occasion.rank, faults: due.occasion.counted };
    await audit(ctx, {
      action: 'measure.propose',
      register: 'measure',
      rowId: id,
      institutionOrd: institution_ord,
      detail,
    });
  }
  return rows.length;
}

/** 撤销即自动复原其后果: the fault is gone, and with it the measure and the rectification that it ordered. */
async function undo(ctx: Context, row: MeasureRow): Promise<number> {
  await change(ctx, row, { state: 'revoked', due_step_id: null }, 'measure.undo');
  if (row.state !== 'proposed') await retractOrder(ctx, row);
  return 1;
}

async function change(
  ctx: Context,
  row: MeasureRow,
  wanted: Partial<Omit<MeasureRow, 'id' | 'no'>>,
  action: string,
): Promise<void> {
  await ctx.db
    .updateTable('measure')
    .set({ ...wanted, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  await audit(ctx, {
    action,
    register: 'measure',
    rowId: row.id,
    institutionOrd: row.institution_ord,
    detail: { before: { step: row.step_id, rank: row.rank, state: row.state }, after: wanted },
  });
}
