import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { civilDateOf } from '../../../kernel/calendar/index.ts';
import type { Context } from '../../../platform/context.ts';
import { declaredVocabulary } from '../../../platform/duties/public.ts';
import { defineCursor } from '../../../platform/registers/public.ts';

/** One thing that happened to or with the customer. */
export type TimelineEntry = {
  /** What the entry is: the kind of a fact (`contact`), `custody`, or `change` of the archive. */
  source: 'fact' | 'custody' | 'change';
  id: number;
  kind: string;
  /** When it happened; of custody and changes when it was entered. */
  at: Date;
  /** The fact's business number. */
  key: string | null;
  method: string | null;
  actor: string | null;
  actorId: number | null;
  reason: string | null;
  result: string | null;
  /** Entered by a person here (true) or brought by a file. */
  isOwn: boolean;
  /** Of custody its dates; of a change the names of the fields. */
  detail: Record<string, unknown> | null;
};

const placeSchema = z.strictObject({
  at: z.string().refine((at) => !Number.isNaN(Date.parse(at))),
  source: z.string(),
  id: z.int(),
});
type Place = z.output<typeof placeSchema>;
const places = defineCursor(placeSchema);

/** The newest entries first, merged from three ledgers; each brings at most one page, so that any depth costs the same. */
export async function readTimeline(
  ctx: Context,
  customerId: number,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<{ items: TimelineEntry[]; next: string | null }> {
  const cursor = after === undefined ? null : places.read(after);
  const parts = [facts(ctx, customerId, cursor), custodies(customerId), changes(customerId)].map(
    (part) => sql`(
      select * from (${part}) part
      ${cursor ? sql`where (at, source, id) < (${cursor.at}::timestamptz, ${cursor.source}::text, ${cursor.id})` : sql``}
      order by at desc, source desc, id desc limit ${limit + 1})`,
  );
  const { rows } = await sql<TimelineEntry & { cursor_at: string }>`
    select e.*, e.at::text as cursor_at, s.name as actor
    from (${sql.join(parts, sql` union all `)}) e left join staff s on s.id = e."actorId"
    order by e.at desc, e.source desc, e.id desc limit ${limit + 1}`.execute(ctx.db);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(({ cursor_at: _, ...entry }) => entry),
    next: last ? places.write({ at: last.cursor_at, source: last.source, id: last.id }) : null,
  };
}

/** Ids of staff and customers overlap, so only kinds whose subject is a customer count. `biz_date` narrows the months. */
function facts(ctx: Context, customerId: number, cursor: Place | null): RawBuilder<unknown> {
  const kinds = Object.entries(declaredVocabulary().facts).filter(([, { subject }]) => subject === 'customer');
  const until = cursor ? sql`and biz_date <= ${civilDateOf(new Date(cursor.at), ctx.zone)}::date` : sql``;
  return sql`
    select 'fact'::text as source, id, kind, occurred_at as at, key, method, actor_id as "actorId", reason, result,
      origin = 'register' as "isOwn", null::jsonb as detail
    from fact
    where subject_id = ${customerId} and kind = any (${kinds.map(([kind]) => kind)}::text[])
      and superseded_at is null and not retracted ${until}`;
}

function custodies(customerId: number): RawBuilder<unknown> {
  return sql`
    select 'custody'::text as source, id, role as kind, recorded_at as at, null::text as key, null::text as method,
      staff_id as "actorId", reason, null::text as result, true as "isOwn",
      jsonb_build_object('from', valid_from, 'until', valid_until) as detail
    from custody where customer_id = ${customerId} and superseded_at is null`;
}

/** 依据 CUS-3: who changed the archive when; values stay in the audit log. */
function changes(customerId: number): RawBuilder<unknown> {
  return sql`
    select 'change'::text as source, id, action as kind, at, null::text as key, null::text as method,
      staff_id as "actorId", detail->>'reason' as reason, null::text as result, true as "isOwn",
      jsonb_build_object('fields', (
        select coalesce(jsonb_agg(name), '[]') from jsonb_object_keys(coalesce(detail->'after', '{}')) as name
      )) as detail
    from audit_record
    where register = 'customer' and row_id = ${String(customerId)} and action in ('customer.create', 'customer.update')`;
}
