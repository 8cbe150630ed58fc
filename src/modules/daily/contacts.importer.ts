import { sql } from 'kysely';
import {
  applyVersions,
  choice,
  datedChanges,
  defineImporter,
  ENTERED_AT,
  flag,
  type ImportRun,
  type Ledger,
  number,
  planVersions,
  prepareFactMonths,
  refuseLines,
  refuseStale,
  text,
  time,
  warnOfFuture,
} from '../../platform/importing/public.ts';
import { CONTACT_METHODS } from './contact-methods.ts';

const METHOD_CODES = Object.fromEntries(Object.entries(CONTACT_METHODS).map(([code, label]) => [label, code]));

/** Narrowed to the file's range of numbers: files mostly bring new numbers, and then no month has to be searched. */
const ledger: Ledger = {
  table: 'fact',
  key: ['key'],
  content: ['subject_id', 'actor_id', 'occurred_at', 'method', 'reason', 'result', 'retracted'],
  keepsVersions: true,
  where: sql`head.kind = 'contact'
    and head.key >= (select min(key) from import_line) and head.key <= (select max(key) from import_line)`,
  carry: ['biz_date', 'dated_at', 'subject_id', 'actor_id', 'origin'],
};

/** 依据 DAY-15, CUS-1: contacts with customers, as other systems recorded them. */
export const contactsImporter = defineImporter({
  kind: 'contacts',
  title: '联系记录',
  register: 'contact',
  columns: [
    { name: '流水号', id: 'key', type: number, key: true },
    { name: '客户号', id: 'customer_no', type: number, required: true },
    { name: '工号', id: 'staff_no', type: number, required: true },
    { name: '时间', id: 'local_time', type: time, required: true },
    { name: '方式', id: 'method', type: choice(METHOD_CODES), required: true },
    ENTERED_AT,
    { name: '事由', id: 'reason', type: text() },
    { name: '结果', id: 'result', type: text() },
    { name: '撤回', id: 'retracted', type: flag('是', '否'), whenEmpty: 'false' },
  ],
  knownFrom: ['local_time'],
  resolve: {
    joins: sql`left join customer k on k.no = r.customer_no left join staff s on s.no = r.staff_no`,
    columns: {
      subject_id: sql`k.id`,
      actor_id: sql`s.id`,
      institution_id: sql`k.institution_id`,
      occurred_at: sql`r.local_time::timestamptz`,
      biz_date: sql`r.local_time::date`,
    },
    refuse: [
      {
        when: sql`r.customer_no is not null and k.id is null`,
        text: sql`'客户号 ' || r.customer_no || ' 不存在，请先导入客户'`,
      },
      {
        when: sql`r.staff_no is not null and s.id is null`,
        text: sql`'工号 ' || r.staff_no || ' 不存在，请先导入员工'`,
      },
    ],
  },
  prepare: prepareFactMonths,
  async plan(run) {
    await refuseOthers(run);
    await refuseStale(run, ledger);
    await planVersions(run, ledger);
    await warnOfFuture(run);
  },
  apply,
  touchedCustomers: () => sql`
    select subject_id as customer_id, biz_date as since from import_change
    union all select head_subject_id, head_biz_date from import_change where head_subject_id is not null`,
  newFacts: ({ backfill }) => ({
    facts: { kind: 'contact', subject: 'customer', rows: newContacts(backfill) },
    others: sql`
      select subject_id as customer_id, biz_date as since from import_change where not ${isNew(backfill)}
      union all select head_subject_id, head_biz_date from import_change where head_subject_id is not null`,
  }),
});

/** A backfill says what was known long ago, so there nothing is merely new. */
const isNew = (backfill: boolean) => sql`(head_at is null and not retracted and not ${backfill}::boolean)`;

/** As rules read them in the ledger. */
const newContacts = (backfill: boolean) => sql`
  select key, subject_id, actor_id, null::text as ref, biz_date, occurred_at, method, 'batch'::text as origin, result
  from import_change where ${isNew(backfill)}`;

async function refuseOthers(run: ImportRun): Promise<void> {
  await refuseLines(
    run,
    sql`select l.row_no, '流水号 ' || l.key || ' 已由系统内登记使用，请换一个流水号' as text
      from import_line l join fact head on head.key = l.key
      where ${ledger.where} and head.superseded_at is null and head.origin <> 'batch'`,
  );
}

async function apply(run: ImportRun): Promise<void> {
  const extra = {
    kind: sql`'contact'`,
    origin: sql`'batch'`,
    institution_id: sql`c.institution_id`,
    biz_date: sql`c.biz_date`,
    dated_at: sql`c.dated_at`,
  };
  await applyVersions(run, ledger, extra, datedChanges(ledger.key));
  await keepLastContact(run);
}

/** New contacts can only move the date forward; customers who lost one are looked up in their facts. */
async function keepLastContact(run: ImportRun): Promise<void> {
  await sql`
    update customer k set last_contact_on = c.day
    from (
      select subject_id, max(biz_date) as day from import_change
      where known_until is null and not retracted and biz_date <= ${run.today}::date group by subject_id
    ) c
    where k.id = c.subject_id and (k.last_contact_on is null or k.last_contact_on < c.day)`.execute(run.db);
  await sql`
    update customer k set last_contact_on = f.day
    from (
      select t.id, (
        select max(biz_date) from fact where subject_id = t.id and kind = 'contact' and superseded_at is null
          and not retracted and biz_date <= ${run.today}::date
      ) as day
      from (select distinct head_subject_id as id from import_change where head_subject_id is not null) t
    ) f
    where k.id = f.id and k.last_contact_on is distinct from f.day`.execute(run.db);
}
