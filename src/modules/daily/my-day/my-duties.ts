import { z } from 'zod';
import { addDays, type CivilDate } from '../../../kernel/calendar/index.ts';
import type { Context } from '../../../platform/context.ts';
import { defineStatement } from '../../../platform/db/statement.ts';
import { defineCursor } from '../../../platform/registers/public.ts';

export type DutyLine = {
  rule: string;
  subjectType: 'customer' | 'staff' | 'institution';
  subjectId: number;
  subjectNo: string;
  subjectName: string;
  anchor: string;
  from: Date;
  until: Date;
  institutionId: number | null;
  need: number;
  got: number;
  status: 'open' | 'suspended' | 'breached' | 'fulfilled' | 'late';
  /** The visit record that the duty is about, and where it stands. */
  visitId: number | null;
  visitState: string | null;
};

/** More than anybody does in a day; whoever wants the rest scrolls on. */
const PAGE = 40;
const places = defineCursor(z.tuple([z.iso.datetime(), z.int(), z.string(), z.string()]));
/** A response that is late is still owed; after this many days it is a matter for the breach list. */
const OVERDUE_DAYS = 15;

const COLUMNS = `d.rule_id as rule, d.subject_type as "subjectType", d.subject_id as "subjectId",
  n.no as "subjectNo", n.name as "subjectName", d.anchor,
  d.starts_at as "from", d.until_at as "until", d.institution_id as "institutionId", d.need, d.got, d.status,
  v.id as "visitId", v.state as "visitState"`;

const NAMES = `
  left join lateral (
    select no, name from customer where d.subject_type = 'customer' and id = d.subject_id
    union all select no, name from staff where d.subject_type = 'staff' and id = d.subject_id
    union all select no, name from institution where d.subject_type = 'institution' and id = d.subject_id
  ) n on true
  left join visit v on v.customer_id = d.subject_id and v.no = split_part(d.anchor, '/', 1)
    and d.subject_type = 'customer'`;

const ORDER = `d.until_at, d.subject_id, d.rule_id collate "C", d.anchor collate "C"`;

/**
 * In the order of their ends: what is overdue comes first by itself. A breach of a period stays while an entry in time
 * may still mend it; a response that is late stays owed. $1 bearer, $2 now, $3 the earliest end, $4 to $7 the cursor,
 * $8 limit, $9 the rules whose duties are responses.
 */
const owedStatement = defineStatement<DutyLine>(
  'daily.duties-owed',
  `select ${COLUMNS}
  from (
    select * from duty d
    where d.bearer_id = $1 and d.status in ('open', 'suspended', 'breached') and d.until_at > $3
      and (d.status <> 'breached' or d.judgeable_at > $2 or d.rule_id = any($9::text[]))
      and ($4::timestamptz is null
        or (d.until_at, d.subject_id, d.rule_id collate "C", d.anchor collate "C") > ($4, $5::bigint, $6, $7))
    order by ${ORDER} limit $8
  ) d ${NAMES}
  order by ${ORDER}`,
);

/** One page of what the person owes, and the cursor of the next. */
export async function dutiesOwed(
  ctx: Context,
  { staffId, responseRules, after }: { staffId: number; responseRules: readonly string[]; after?: string | undefined },
): Promise<{ lines: DutyLine[]; next: string | null }> {
  const now = ctx.clock.now();
  const earliest = new Date(now.getTime() - OVERDUE_DAYS * 86_400_000);
  const cursor = after === undefined ? [null, null, null, null] : places.read(after);
  const rows = await owedStatement(ctx.db, staffId, now, earliest, ...cursor, PAGE + 1, responseRules);
  const lines = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? lines.at(-1) : undefined;
  return {
    lines,
    next: last ? places.write([last.until.toISOString(), last.subjectId, last.rule, last.anchor]) : null,
  };
}

/** $1 bearer, $2 the day's first instant, $3 $4 the days of the person's facts that may have settled something. */
const settledStatement = defineStatement<DutyLine>(
  'daily.duties-settled',
  `select ${COLUMNS}
  from (
    select distinct subject_id from fact
    where actor_id = $1 and biz_date between $3::date and $4::date and recorded_at >= $2
  ) mine
  join duty d on d.subject_id = mine.subject_id and d.bearer_id = $1 and d.status in ('fulfilled', 'late')
    and d.changed_at >= $2
  ${NAMES}
  order by d.changed_at desc limit ${PAGE}`,
);

/** Facts entered today concern the last days: an older one settles nothing any more. */
const ENTRY_DAYS = 10;

/** What the person settled today, so that it stays in sight where it turned green. */
export function dutiesSettled(
  { db }: Context,
  { staffId, dayStart, today }: { staffId: number; dayStart: Date; today: CivilDate },
): Promise<DutyLine[]> {
  return settledStatement(db, staffId, dayStart, addDays(today, -ENTRY_DAYS), today);
}
