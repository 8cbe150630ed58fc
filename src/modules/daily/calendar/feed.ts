import { sql } from 'kysely';
import { addDays, civilDateOf } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import { registerErrors } from '../../../kernel/register/public.ts';
import { hashToken, looksLikeToken, newToken } from '../../../platform/auth/public.ts';
import { type Context, transact } from '../../../platform/context.ts';
import { audit } from '../../../platform/ledger/public.ts';
import { ownStaffId } from '../place-of-staff.ts';
import { type CalendarEntry, calendarEntries } from './entries.ts';
import { type CalendarEvent, icalendar } from './icalendar.ts';

/** What a subscribed calendar is given of the past and of the days to come. */
const DAYS_BACK = 14;
const DAYS_AHEAD = 60;

export type Feed = { createdAt: Date; readAt: Date | null };

/** The principal's feed in force, without its secret: that was shown once. */
export async function myFeed(ctx: Context): Promise<Feed | null> {
  const { rows } = await sql<Feed>`
    select created_at as "createdAt", read_at as "readAt" from calendar_feed
    where account_id = ${ctx.principal?.accountId ?? null} and revoked_at is null`.execute(ctx.db);
  return rows[0] ?? null;
}

/** A new address for the principal's calendar; the one before stops. The secret is answered here and never again. */
export function openFeed(ctx: Context): Promise<{ token: string }> {
  const staffId = ownStaffId(ctx, '订阅日历');
  const token = newToken();
  return transact(ctx, async (inside) => {
    await revoke(inside);
    await inside.db
      .insertInto('calendar_feed')
      .values({
        account_id: inside.principal?.accountId ?? 0,
        staff_id: staffId,
        token_hash: hashToken(token),
        created_at: inside.clock.now(),
      })
      .execute();
    await audit(inside, { action: 'calendar.subscribe' });
    return { token };
  });
}

/** Whoever still asks under the old address gets 404 from now on. */
export function closeFeed(ctx: Context): Promise<Record<string, never>> {
  return transact(ctx, async (inside) => {
    if (await revoke(inside)) await audit(inside, { action: 'calendar.revoke' });
    return {};
  });
}

async function revoke(ctx: Context): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update calendar_feed set revoked_at = ${ctx.clock.now()}
    where account_id = ${ctx.principal?.accountId ?? null} and revoked_at is null`.execute(ctx.db);
  return (numAffectedRows ?? 0n) > 0n;
}

type Owner = { staffId: number; name: string };

/**
 * 依据 DAY-19: the calendar behind a secret address, as iCalendar. The address is all that a calendar program has, so it
 * opens nothing else; it ends with the account and the employment. Throws 404 for any address not in force.
 */
export async function readFeed(ctx: Context, { token }: { token: string }): Promise<string> {
  const owner = looksLikeToken(token) ? await ownerOf(ctx, token) : null;
  if (owner === null) return fail(registerErrors.ROW_NOT_FOUND());
  const now = ctx.clock.now();
  const today = civilDateOf(now, ctx.zone);
  const days = { from: addDays(today, -DAYS_BACK), to: addDays(today, DAYS_AHEAD) };
  const entries = await calendarEntries(ctx, owner.staffId, days);
  return icalendar({ name: `展业 · ${owner.name}`, stamp: now, zone: ctx.zone, events: entries.map(eventOf) });
}

async function ownerOf(ctx: Context, token: string): Promise<Owner | null> {
  const { rows } = await sql<Owner>`
    update calendar_feed f set read_at = ${ctx.clock.now()} from account a, staff s
    where f.token_hash = ${hashToken(token)} and f.revoked_at is null
      and a.id = f.account_id and a.disabled_at is null
      and s.id = f.staff_id and (s.left_on is null or s.left_on > ${civilDateOf(ctx.clock.now(), ctx.zone)}::date)
    returning f.staff_id as "staffId", s.name`.execute(ctx.db);
  return rows[0] ?? null;
}

function eventOf({ key, title, note, place, day, lastDay, at, until }: CalendarEntry): CalendarEvent {
  const common = {
    uid: `${key}@zhanye`,
    summary: title,
    description: note ?? undefined,
    location: place ?? undefined,
  };
  return at === null ? { ...common, from: day, to: lastDay } : { ...common, at, until: until ?? undefined };
}
