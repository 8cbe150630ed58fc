import { sql } from 'kysely';
import { type CivilDate, civilDateOf } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import type { Grants } from '../../../kernel/register/public.ts';
import type { SubjectType } from '../../../kernel/rulebook/rule.ts';
import type { Context } from '../../../platform/context.ts';
import { loadVersions } from '../../../platform/duties/public.ts';
import { dutyErrors } from '../errors.ts';
import { dutyScope } from './duty-scope.ts';
import { subjectCandidates } from './subject.ts';

const APPROVERS: Grants = { leader: 'institution', president: 'institution', business: 'institution' };

/** A duty by its key; `subject` is a row's id or the bank's own number. */
export type DutyKey = { rule: string; subject: string; anchor: string };

export type Waivable = {
  rule_id: string;
  anchor: string;
  subject_type: SubjectType;
  subject_id: number;
  institution_id: number | null;
  institution_ord: number | null;
  status: string;
  /** The day by which waivers find it: its period's first, of a response the trigger's. */
  day: CivilDate;
};

type Row = Omit<Waivable, 'day'> & { starts_at: Date; rulebook_version: number };

/** A duty that the principal may see. Throws DUTY_UNKNOWN. */
export async function seenDuty(ctx: Context, key: DutyKey): Promise<Waivable> {
  const { row } = await find(ctx, key);
  return withDay(ctx, row);
}

/** A duty whose waivers are the principal's to decide. Throws DUTY_UNKNOWN, WAIVER_OWN, WAIVER_NOT_YOURS. */
export async function decidableDuty(ctx: Context, key: DutyKey): Promise<Waivable> {
  const { row, bearer, mine } = await find(ctx, key);
  if (bearer !== null && bearer === ctx.principal?.staffId) fail(dutyErrors.WAIVER_OWN());
  if (!mine) fail(dutyErrors.WAIVER_NOT_YOURS());
  return withDay(ctx, row);
}

async function find(ctx: Context, { rule, subject, anchor }: DutyKey) {
  const { rows } = await sql<Row & { bearer_id: number | null; mine: boolean }>`
    select d.rule_id, d.anchor, d.subject_type, d.subject_id, d.institution_id, d.institution_ord, d.status, d.starts_at,
      d.rulebook_version, d.bearer_id, ${dutyScope(ctx, 'd', APPROVERS)} as mine
    from duty d
    where d.rule_id = ${rule} and d.anchor = ${anchor} and d.subject_id in (${subjectCandidates(subject)})
      and ${dutyScope(ctx, 'd')}
    limit 1`.execute(ctx.db);
  if (!rows[0]) return fail(dutyErrors.DUTY_UNKNOWN());
  const { bearer_id: bearer, mine, ...row } = rows[0];
  return { row, bearer, mine };
}

async function withDay(ctx: Context, { starts_at, rulebook_version, ...row }: Row): Promise<Waivable> {
  const day = (await triggerDay(ctx, row, rulebook_version)) ?? civilDateOf(starts_at, ctx.zone);
  return { ...row, day };
}

/** Of a response duty: its window may open long after the trigger (before a date; not before). */
async function triggerDay(
  ctx: Context,
  { rule_id, anchor, subject_id }: Pick<Waivable, 'rule_id' | 'anchor' | 'subject_id'>,
  versionId: number,
): Promise<CivilDate | undefined> {
  const versions = await loadVersions(ctx.db, ctx.clock.now());
  const rule = versions.find(({ id }) => id === versionId)?.rulebook.rules.find(({ id }) => id === rule_id);
  if (rule?.shape !== 'response') return undefined;
  const key = 'before' in rule.within ? anchor.replace(/@\d{4}-\d{2}-\d{2}$/, '') : anchor;
  const trigger = await ctx.db
    .selectFrom('fact')
    .select('biz_date')
    .where('kind', '=', rule.trigger.fact)
    .where('key', '=', key)
    .where('subject_id', '=', subject_id)
    .where('superseded_at', 'is', null)
    .executeTakeFirst();
  return trigger?.biz_date as CivilDate | undefined;
}
