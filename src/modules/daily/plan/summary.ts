import { sql } from 'kysely';
import { type CivilDate, type Period, startOfDay } from '../../../kernel/calendar/index.ts';
import type { Context } from '../../../platform/context.ts';
import { CONTACT_METHODS } from '../contact-methods.ts';
import { knownRules } from '../known-rules.ts';
import type { PaperKind } from './paper.fields.ts';
import { isReport, periodOfPaper } from './paper.rules.ts';

/** Names quoted under one heading; the rest is counted. */
const MOST_NAMES = 8;

/** 依据 DAY-12: what the system can say of a period, a line each: ahead for a plan, back for a report. */
export async function summaryOf(ctx: Context, staffId: number, kind: PaperKind, day: CivilDate): Promise<string[]> {
  const period = periodOfPaper(kind, day);
  const parts = isReport(kind)
    ? [
        dutiesOf(ctx, staffId, period, 'back'),
        contactsOf(ctx, staffId, period),
        customersWon(ctx, staffId, period),
        problemsOf(ctx, staffId, period),
      ]
    : [dutiesOf(ctx, staffId, period, 'ahead'), tasksDue(ctx, staffId, period), plannedVisits(ctx, staffId, period)];
  return (await Promise.all(parts)).flat();
}

type RuleCount = { rule: string; owed: number; completed: number; overdue: number; subjects: string[] };

/** Duties that lie in the period, or whose period reaches into it, by clause. */
async function dutiesOf(ctx: Context, staffId: number, period: Period, look: 'ahead' | 'back'): Promise<string[]> {
  const from = startOfDay(period.start, ctx.zone);
  const until = startOfDay(period.end, ctx.zone);
  const ends =
    look === 'back'
      ? sql`d.until_at > ${from} and d.until_at <= ${until}`
      : sql`d.until_at > ${from} and d.starts_at < ${until}`;
  const { rows } = await sql<RuleCount>`
    select d.rule_id as rule, count(*)::int as owed,
      (count(*) filter (where d.status in ('fulfilled', 'late')))::int as completed,
      (count(*) filter (where d.status = 'breached'))::int as overdue,
      (array_agg(distinct c.name) filter (where c.name is not null and d.status in ('open', 'pending', 'breached'))) as subjects
    from duty d left join customer c on d.subject_type = 'customer' and c.id = d.subject_id
    where d.bearer_id = ${staffId} and ${ends} and d.status not in ('void', 'waived')
    group by d.rule_id order by d.rule_id collate "C"`.execute(ctx.db);
  const rules = await knownRules(ctx);
  return rows.map(({ rule, owed, completed, overdue, subjects }) => {
    const { clause, title } = rules.titleOf(rule);
    const late = overdue === 0 ? '' : `，逾期 ${overdue} 项`;
    const head = `${clause} ${title}：应办 ${owed} 项，已办 ${completed} 项${late}`;
    return look === 'back' || !subjects?.length ? head : `${head}；待办：${listed(subjects)}`;
  });
}

async function contactsOf({ db }: Context, staffId: number, { start, end }: Period): Promise<string[]> {
  const { rows } = await sql<{ method: string; count: number }>`
    select method, count(*)::int as count from fact
    where actor_id = ${staffId} and kind = 'contact' and superseded_at is null and not retracted
      and biz_date >= ${start}::date and biz_date < ${end}::date
    group by method order by count(*) desc`.execute(db);
  if (rows.length === 0) return [];
  const counts = rows.map(
    ({ method, count }) => `${CONTACT_METHODS[method as keyof typeof CONTACT_METHODS] ?? method} ${count} 次`,
  );
  return [`联系客户：${counts.join('，')}`];
}

/** 客户开发: customers opened in the period whom one holds. */
async function customersWon({ db }: Context, staffId: number, { start, end }: Period): Promise<string[]> {
  const { rows } = await sql<{ names: string[] | null }>`
    select array_agg(name order by opened_on, id) as names from customer
    where holder_id = ${staffId} and opened_on >= ${start}::date and opened_on < ${end}::date`.execute(db);
  const names = rows[0]?.names ?? [];
  return [`新开发客户：${names.length} 户${names.length === 0 ? '' : `（${listed(names)}）`}`];
}

async function problemsOf({ db }: Context, staffId: number, { start, end }: Period): Promise<string[]> {
  const { rows } = await sql<{ description: string; answer: string | null }>`
    select description, answer from problem
    where staff_id = ${staffId} and raised_on >= ${start}::date and raised_on < ${end}::date
    order by raised_on, id limit ${MOST_NAMES}`.execute(db);
  return rows.map(
    ({ description, answer }) => `提出问题：${description}${answer === null ? '（尚未答复）' : `（答复：${answer}）`}`,
  );
}

async function tasksDue({ db, zone }: Context, staffId: number, { start, end }: Period): Promise<string[]> {
  const { rows } = await sql<{ title: string }>`
    select title from work_task
    where assignee_id = ${staffId} and state = 'assigned' and due_at >= ${startOfDay(start, zone)}
      and due_at < ${startOfDay(end, zone)}
    order by due_at, id limit ${MOST_NAMES}`.execute(db);
  return rows.map(({ title }) => `任务：${title}`);
}

/** What visits of before have left to be done on a day of the period. */
async function plannedVisits({ db }: Context, staffId: number, { start, end }: Period): Promise<string[]> {
  const { rows } = await sql<{ name: string; next_on: CivilDate; next_step: string | null }>`
    select c.name, v.next_on, v.next_step from visit v join customer c on c.id = v.customer_id
    where v.staff_id = ${staffId} and v.state <> 'retracted' and v.next_on >= ${start}::date and v.next_on < ${end}::date
    order by v.next_on, v.id limit 30`.execute(db);
  return rows.map(({ name, next_on, next_step }) => `${next_on} ${name}：${next_step ?? '回访'}`);
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join('、');
  return names.length > MOST_NAMES ? `${shown} 等 ${names.length} 户` : shown;
}
