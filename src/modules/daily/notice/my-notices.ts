import { sql } from 'kysely';
import type { CivilDate } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import { registerErrors } from '../../../kernel/register/public.ts';
import { scoped } from '../../../platform/access/public.ts';
import { type Context, transact } from '../../../platform/context.ts';
import { refreshDuties, touchedBy } from '../../../platform/duties/public.ts';
import { audit, recordFacts } from '../../../platform/ledger/public.ts';
import { notice } from './notice.register.ts';
import { type NoticeRow, readingOf } from './notice.rules.ts';

export type MyNotice = {
  id: number;
  no: string;
  kind: 'notice' | 'directive';
  title: string;
  body: string;
  institution: string;
  publisher: string;
  publishedAt: Date;
  mustRead: boolean;
  readBy: CivilDate | null;
  readAt: Date | null;
  chasedAt: Date | null;
};

const PAGE = 30;

type Asked = { unread?: boolean | undefined; after?: number | undefined };

/** 依据 DAY-17: what was made known to the principal, unread must-reads first asked for by `unread`, newest first. */
export async function myNotices(
  ctx: Context,
  { unread, after }: Asked,
): Promise<{ items: MyNotice[]; next: string | null }> {
  const { rows } = await sql<MyNotice>`
    select n.id, n.no, n.kind, n.title, n.body, i.name as institution, p.name as publisher,
      n.published_at as "publishedAt", n.must_read as "mustRead", n.read_by as "readBy", r.read_at as "readAt",
      n.chased_at as "chasedAt"
    from notice_receipt r
    join notice n on n.id = r.notice_id and n.state = 'published'
    join institution i on i.id = n.institution_id
    join staff p on p.id = n.publisher_id
    where r.staff_id = ${ctx.principal?.staffId ?? null} and ${unread ? sql`r.read_at is null` : sql`true`}
      and ${after === undefined ? sql`true` : sql`n.id < ${after}`}
    order by n.id desc limit ${PAGE + 1}`.execute(ctx.db);
  const items = rows.slice(0, PAGE);
  return { items, next: rows.length > PAGE ? String(items.at(-1)?.id) : null };
}

/** How many must-reads the principal has not read; counting stops at `cap`. */
export async function countUnread(ctx: Context, cap: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from notice_receipt r join notice n on n.id = r.notice_id and n.state = 'published' and n.must_read
      where r.staff_id = ${ctx.principal?.staffId ?? null} and r.read_at is null limit ${cap}) w`.execute(ctx.db);
  return rows[0]?.count ?? 0;
}

type Unread = Pick<NoticeRow, 'id' | 'no' | 'kind' | 'institution_id' | 'institution_ord' | 'must_read'>;

/** 已读: leaves the receipt, once; of a must-read also the fact that settles the duty. Throws 404 for what did not reach him. */
export function readNotice(ctx: Context, { id }: { id: number }): Promise<{ readAt: Date }> {
  const staffId = ctx.principal?.staffId ?? null;
  const now = ctx.clock.now();
  return transact(ctx, async (inside) => {
    const { rows } = await sql<Unread>`
      update notice_receipt r set read_at = ${now} from notice n
      where n.id = r.notice_id and n.state = 'published' and r.notice_id = ${id} and r.staff_id = ${staffId}
        and r.read_at is null
      returning n.id, n.no, n.kind, n.institution_id, n.institution_ord, n.must_read`.execute(inside.db);
    const [row] = rows;
    if (!row || staffId === null) return { readAt: await readEarlier(inside, id) };
    if (row.must_read) {
      const moved = await recordFacts(inside, [{ ...readingOf(row, staffId, now), fresh: true }]);
      await refreshDuties(inside, touchedBy('staff', moved));
    }
    await audit(inside, { action: 'notice.read', register: 'notice', rowId: id, institutionOrd: row.institution_ord });
    return { readAt: now };
  });
}

async function readEarlier(ctx: Context, id: number): Promise<Date> {
  const receipt = await ctx.db
    .selectFrom('notice_receipt')
    .select('read_at')
    .where('notice_id', '=', id)
    .where('staff_id', '=', ctx.principal?.staffId ?? 0)
    .executeTakeFirst();
  return receipt?.read_at ?? fail(registerErrors.ROW_NOT_FOUND());
}

export type Receipt = { staffId: number; no: string; name: string; institution: string | null; readAt: Date | null };

/** 依据 DAY-17: who has read it and who has not, for whoever may see the notice in the register; the unread first. */
export async function receiptsOf(ctx: Context, { id }: { id: number }): Promise<{ items: Receipt[]; read: number }> {
  const seen = await sql`
    select from notice n where n.id = ${id} and ${scoped(ctx, notice, { alias: 'n' })}`.execute(ctx.db);
  if (seen.rows.length === 0) fail(registerErrors.ROW_NOT_FOUND());
  const { rows } = await sql<Receipt>`
    select r.staff_id as "staffId", s.no, s.name, i.name as institution, r.read_at as "readAt"
    from notice_receipt r join staff s on s.id = r.staff_id left join institution i on i.id = s.institution_id
    where r.notice_id = ${id} order by r.read_at is not null, s.institution_ord, s.no`.execute(ctx.db);
  return { items: rows, read: rows.filter(({ readAt }) => readAt !== null).length };
}
