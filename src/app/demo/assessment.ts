import { sql } from 'kysely';
import {
  addDays,
  addMonths,
  type CivilDate,
  instantAt,
  type Period,
  periodsBetween,
} from '../../kernel/calendar/index.ts';
import { closeScore, enterScore } from '../../modules/assessment/public.ts';
import type { Context } from '../../platform/context.ts';
import { actOnRow, createRow } from '../../platform/registers/public.ts';
import { actingAs, registerOf } from './acting.ts';
import type { Span } from './span.ts';

const SCORE = 'ASM-7';
const ENTERED = ['superior', 'cooperation'];
/** Days after a quarter's end on which the superiors have entered their numbers and the department closes. */
const CLOSED_AFTER = 12;
/** Measures of faults older than this have been issued; the newer ones still wait. */
const ISSUED_AFTER_MONTHS = 4;
const NOON = 12 * 60;

const INCIDENTS = [
  { fault: 'ASM-3/papers', description: '授信资料缺少最近一期财务报表，经抽查发现', daysAgo: 40 },
  { fault: 'ASM-1/withholding', description: '未按要求向接手同事提供客户联系人信息', daysAgo: 33 },
  { fault: 'ASM-3/archive-late', description: '放款后档案逾期七天移交', daysAgo: 21 },
  {
    fault: 'ASM-1/rivalry',
    description: '与同支行客户经理争抢同一客户，客户来电反映',
    daysAgo: 12,
    circumstances: ['impact'],
  },
  { fault: 'ASM-3/report', description: '调查报告未附实地照片', daysAgo: 5 },
];

type Person = { id: number; leader: number; president: number; share: number };

/** 依据 ASM-1 … ASM-4, ASM-7, ASM-10: incidents, measures issued, and quarters closed, each by the pages' own functions. */
export async function assess(ctx: Context, span: Span): Promise<void> {
  const people = await peopleOf(ctx);
  await fileIncidents(ctx, span, people);
  await issueOlderMeasures(ctx, span);
  await closeQuarters(ctx, span, people);
}

async function peopleOf(ctx: Context): Promise<Person[]> {
  const { rows } = await sql<Person>`
    select rm.id, rm.supervisor_id as leader, leader.supervisor_id as president,
      (hashint8extended(rm.id, 7) & 1048575) / 1048576.0::float8 as share
    from staff rm
    join staff leader on leader.id = rm.supervisor_id
    join staff president on president.id = leader.supervisor_id
    join appointment a on a.staff_id = rm.id and a.is_main and a.superseded_at is null and a.valid_until is null
    join post p on p.name = a.post and p.role = 'rm'
    where rm.left_on is null and president.left_on is null and leader.left_on is null
    order by rm.id`.execute(ctx.db);
  return rows;
}

/** Filed by the leader; the president has confirmed the older ones. */
async function fileIncidents(ctx: Context, { today, zone }: Span, people: readonly Person[]): Promise<void> {
  const register = registerOf('incident');
  for (const [index, { daysAgo, ...incident }] of INCIDENTS.entries()) {
    const person = people[index * 7];
    if (!person) continue;
    const day = addDays(today, -daysAgo);
    const filer = await actingAs(ctx, person.leader, addDays(day, 1));
    const values = { ...incident, staff_id: person.id, occurred_at: instantAt(day, NOON, zone) };
    const { id, version } = await createRow(filer, register, values);
    if (index >= INCIDENTS.length - 2) continue;
    const judge = await actingAs(ctx, person.president, addDays(day, 3));
    await actOnRow(judge, register, id, 'confirm', { version, comment: '经核对检查记录，情况属实' });
  }
}

type Proposed = { id: number; version: number; president: number; rectifies: boolean };

async function issueOlderMeasures(ctx: Context, { today }: Span): Promise<void> {
  const register = registerOf('measure');
  const { rows } = await sql<Proposed & { arose_on: CivilDate }>`
    select m.id, m.version, m.rectifies, m.arose_on, leader.supervisor_id as president
    from measure m join staff s on s.id = m.staff_id join staff leader on leader.id = s.supervisor_id
    join account on account.staff_id = leader.supervisor_id
    where m.state = 'proposed' and 'president' = any(string_to_array(m.issuers, ','))
      and m.arose_on < ${addMonths(today, -ISSUED_AFTER_MONTHS)}::date
    order by m.id`.execute(ctx.db);
  for (const { id, version, president, rectifies, arose_on } of rows) {
    const issuer = await actingAs(ctx, president, addDays(arose_on, CLOSED_AFTER));
    const demand = rectifies ? '三十日内补齐重要客户走访，并报送下月走访计划' : undefined;
    await actOnRow(issuer, register, id, 'issue', { version, demand });
  }
}

/** The quarters that lie wholly in the year and are over, with the superiors' numbers entered before. */
async function closeQuarters(ctx: Context, { start, today }: Span, people: readonly Person[]): Promise<void> {
  const quarters = periodsBetween('quarter', start, today).filter(
    (quarter) => quarter.start >= start && addDays(quarter.end, CLOSED_AFTER) < today,
  );
  const [closer] = (
    await sql<{ id: number }>`
      select a.staff_id as id from appointment a join post p on p.name = a.post and p.role = 'business'
      join account on account.staff_id = a.staff_id
      where a.superseded_at is null and a.valid_until is null order by a.staff_id limit 1`.execute(ctx.db)
  ).rows;
  if (!closer) return;
  for (const quarter of quarters) {
    await enterNumbers(ctx, quarter, people);
    const acting = await actingAs(ctx, closer.id, addDays(quarter.end, CLOSED_AFTER));
    await closeScore(acting, { score: SCORE, period: quarter.label });
  }
}

async function enterNumbers(ctx: Context, quarter: Period, people: readonly Person[]): Promise<void> {
  for (const [leader, team] of Map.groupBy(people, (person) => person.leader)) {
    const acting = await actingAs(ctx, leader, addDays(quarter.end, 2));
    for (const { id, share } of team) {
      for (const [index, measure] of ENTERED.entries()) {
        const value = String(60 + Math.round(40 * ((share * (3 + index)) % 1)));
        await enterScore(acting, { score: SCORE, period: quarter.label, staff: id, measure, value });
      }
    }
  }
}
