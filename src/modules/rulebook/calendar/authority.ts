import { fail } from '../../../kernel/errors/public.ts';
import type { Context } from '../../../platform/context.ts';
import type { CalendarOwner } from './day-ledger.ts';
import { calendarErrors } from './errors.ts';

/** Where a change of the calendar is recorded in the audit: the institution's number and place, or the whole bank. */
export type OwnerPlace = { rowId: string; institutionOrd: number | null };

const WHOLE_BANK: OwnerPlace = { rowId: '全行', institutionOrd: null };

/**
 * The system administrator may change every calendar; the business department that of the institutions in its scope,
 * and the whole bank's only where its scope is the whole bank. Throws CALENDAR_NOT_YOURS, CALENDAR_INSTITUTION_UNKNOWN.
 */
export async function requireAuthority(ctx: Context, owner: CalendarOwner): Promise<OwnerPlace> {
  return owner === null ? requireWholeBank(ctx) : requireInstitution(ctx, owner);
}

async function requireWholeBank(ctx: Context): Promise<OwnerPlace> {
  if (isSystemAdministrator(ctx)) return WHOLE_BANK;
  const { first, until } = await ctx.db
    .selectFrom('institution')
    .select(({ fn }) => [fn.min('ord').as('first'), fn.max('ord_until').as('until')])
    .executeTakeFirstOrThrow();
  const coversAll = scopes(ctx).some(({ ord, ordUntil }) => ord <= first && ordUntil >= until);
  return coversAll ? WHOLE_BANK : fail(calendarErrors.CALENDAR_NOT_YOURS());
}

async function requireInstitution(ctx: Context, id: number): Promise<OwnerPlace> {
  const institution = await ctx.db
    .selectFrom('institution')
    .select(['no', 'ord'])
    .where('id', '=', id)
    .executeTakeFirst();
  const mine =
    institution !== undefined &&
    (isSystemAdministrator(ctx) ||
      scopes(ctx).some(({ ord, ordUntil }) => institution.ord >= ord && institution.ord < ordUntil));
  if (!mine) fail(calendarErrors.CALENDAR_INSTITUTION_UNKNOWN({}, 'institutionId'));
  return { rowId: institution.no, institutionOrd: institution.ord };
}

function isSystemAdministrator(ctx: Context): boolean {
  return ctx.principal?.adminRole === 'system';
}

function scopes(ctx: Context) {
  return (ctx.principal?.appointments ?? []).filter(({ role }) => role === 'business');
}
