import { sql } from 'kysely';
import { civilDateOf } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import { type Grants, registerErrors } from '../../../kernel/register/public.ts';
import { REACH_COLUMNS, reachValues, scopedEach, within } from '../../../platform/access/public.ts';
import { type Context, transact } from '../../../platform/context.ts';
import { drawSerial } from '../../../platform/db/serials.ts';
import { defineNewFact, refreshDuties, touchedBy } from '../../../platform/duties/public.ts';
import { KEYED, keyValues, type RequestKey } from '../../../platform/http/public.ts';
import {
  AUDITED,
  type AuditEntry,
  audit,
  auditValues,
  type Beside,
  type FactEntry,
  recordFacts,
} from '../../../platform/ledger/public.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { advanceLastContact } from '../customer/advance-last-contact.ts';
import { customer } from '../customer/customer.register.ts';
import { refreshLastContact } from '../customer/customer-copies.ts';
import { assertCustomer } from '../customer/customer-scope.ts';
import { customersErrors } from '../errors.ts';
import type { Method } from './contact.rules.ts';

/** 依据 CUS-6: whoever serves a customer, as 主办 or 协办, and his superiors. */
const WHO_SERVES: Grants = { rm: ['custody', 'assistance'], leader: 'institution', president: 'institution' };

export type NewContact = {
  method: Method;
  occurred_at: Date;
  reason?: string | null | undefined;
  result?: string | null | undefined;
};

type Recorded = {
  id: number;
  key: string;
  subject_id: number;
  actor_id: number | null;
  institution_id: number | null;
  method: string | null;
  origin: string;
  occurred_at: Date;
  retracted: boolean;
  reason: string | null;
  result: string | null;
};

/** Records a contact of the principal with a customer whom he serves. Returns its number. */
export function recordContact(ctx: Context, customerId: number, contact: NewContact): Promise<{ key: string }> {
  assertPast(ctx, contact.occurred_at);
  return transact(ctx, async (inside) => {
    const entry = await openEntry(inside, customerId);
    const actor_id = inside.principal?.staffId ?? null;
    await write(inside, 'record', { ...contact, ...entry, subject_id: customerId, actor_id, fresh: true });
    return { key: entry.key };
  });
}

/** The same in one step where nothing speaks against it; null: nothing was recorded. */
export async function recordContactAtOnce(
  ctx: Context,
  customerId: number,
  contact: NewContact,
  request: RequestKey | null,
): Promise<{ key: string } | null> {
  const reach = reachValues(ctx, WHO_SERVES);
  if (!reach) return null;
  const key = `${prefixOf(ctx)}${await drawSerial(ctx.db)}`;
  const fact = { ...contact, key, subject_id: customerId, actor_id: ctx.principal?.staffId ?? null };
  const beside = { ...auditValues(ctx, entryOf('record', fact)), ...reach, ...keyValues(ctx, request, { key }) };
  return (await recordAtOnce(ctx, fact, beside)) ? { key } : null;
}

/** Corrects what the principal recorded; `id` is the version that he read. The former version stays in the ledger. */
export function correctContact(ctx: Context, key: string, { id, ...contact }: NewContact & { id: number }) {
  assertPast(ctx, contact.occurred_at);
  return transact(ctx, async (inside) => {
    const before = await ownContact(inside, key, id);
    await write(inside, 'correct', { ...identity(before), ...contact });
    return { key };
  });
}

/** Withdraws what the principal recorded; it no longer counts for any duty. */
export function retractContact(ctx: Context, key: string, { id, reason }: { id: number; reason: string }) {
  return transact(ctx, async (inside) => {
    const before = await ownContact(inside, key, id);
    const { method, occurred_at, result } = before;
    await write(inside, 'retract', { ...identity(before), method, occurred_at, result, reason, retracted: true });
    return { key };
  });
}

function identity({ key, subject_id, actor_id, institution_id }: Recorded) {
  return { key, subject_id, actor_id, institution_id };
}

function assertPast(ctx: Context, occurredAt: Date): void {
  if (occurredAt > ctx.clock.now()) fail(customersErrors.CONTACT_IN_FUTURE(undefined, 'occurred_at'));
}

/** Numbers are like `LX20260305-1042`. */
const prefixOf = (ctx: Context) => `LX${momentOf(ctx).today.replaceAll('-', '')}-`;

/** Draws the number of a new contact. Throws 404 for a customer whom the principal does not serve. */
async function openEntry(ctx: Context, customerId: number): Promise<{ key: string; institution_id: number }> {
  const { rows } = await sql<{ key: string; institution_id: number }>`
    select institution_id, ${prefixOf(ctx)}::text || nextval('serial_no') as key
    from customer where id = ${customerId} and ${within(ctx, customer, WHO_SERVES, 'customer')}`.execute(ctx.db);
  return rows[0] ?? fail(registerErrors.ROW_NOT_FOUND());
}

/** The version in force, held until the end of the transaction. Of a customer out of sight there is none. */
async function ownContact(ctx: Context, key: string, id: number): Promise<Recorded> {
  const { rows } = await sql<Recorded>`
    select id, key, subject_id, actor_id, institution_id, method, origin, occurred_at, retracted, reason, result
    from fact where key = ${key} and kind = 'contact' and superseded_at is null for update`.execute(ctx.db);
  const found = rows[0] ?? fail(registerErrors.ROW_NOT_FOUND());
  await assertCustomer(ctx, found.subject_id);
  const isOwn = found.origin === 'register' && found.method !== 'visit' && found.actor_id === ctx.principal?.staffId;
  if (!isOwn) fail(customersErrors.CONTACT_NOT_YOURS());
  if (found.retracted) fail(customersErrors.CONTACT_WITHDRAWN());
  if (found.id !== id) fail(registerErrors.ROW_CHANGED());
  return found;
}

type Operation = 'record' | 'correct' | 'retract';

/** Fact → copy on the customer → duties → audit, in the caller's transaction. */
async function write(ctx: Context, operation: Operation, fact: Omit<FactEntry, 'kind'>): Promise<void> {
  const moved = await recordFacts(ctx, [{ ...fact, kind: 'contact' }]);
  if (operation === 'record')
    await advanceLastContact(ctx.db, fact.subject_id, civilDateOf(fact.occurred_at, ctx.zone));
  else await refreshLastContact(ctx.db, momentOf(ctx).today, [fact.subject_id]);
  await refreshDuties(ctx, touchedBy('customer', moved));
  await audit(ctx, entryOf(operation, fact));
}

function entryOf(operation: Operation, fact: Omit<FactEntry, 'kind'>): AuditEntry {
  const { key, subject_id: customer, method, occurred_at, reason } = fact;
  const detail = { customer, method, occurred_at, reason };
  return { action: `contact.${operation}`, register: 'contact', rowId: key, detail };
}

/** A new contact can only move the day of the last one forward. */
const LAST_CONTACT: Beside = {
  columns: {},
  writes: [
    sql`copied as (
      update customer k set last_contact_on = d.day from (select subject_id, max(biz_date) as day from done group by 1) d
      where k.id = d.subject_id and (k.last_contact_on is null or k.last_contact_on < d.day))`,
  ],
};

/** The customer, if the principal serves him. */
const SERVED: Beside = {
  columns: REACH_COLUMNS,
  joins: sql`join customer c on c.id = u.subject_id`,
  holds: scopedEach(customer, 'c', 'u'),
  writes: [],
};

const recordAtOnce = defineNewFact({
  kind: 'contact',
  subject: 'customer',
  institution: sql`c.institution_id`,
  beside: [AUDITED, LAST_CONTACT, SERVED, KEYED],
});
