import { sql } from 'kysely';
import {
  defineImporter,
  type Ledger,
  lastChanges,
  number,
  planVersions,
  refuseStale,
  text,
  time,
} from '../../platform/importing/public.ts';
import { holdInstitutionTree } from '../organisation/public.ts';

const CONTENT = ['customer_id', 'institution_id', 'channel', 'subject', 'accepted_at', 'answered_at', 'result'];

const ledger: Ledger = { table: 'complaint', key: ['no'], content: CONTENT, keepsVersions: false };

/** 依据 CUS-10: complaints; the institution is the one named, else the customer's. */
export const complaintsImporter = defineImporter({
  kind: 'complaints',
  title: '投诉',
  register: 'complaint',
  columns: [
    { name: '投诉号', id: 'no', type: number, key: true },
    { name: '客户号', id: 'customer_no', type: number },
    { name: '机构号', id: 'institution_no', type: number },
    { name: '渠道', id: 'channel', type: text(100) },
    { name: '事由', id: 'subject', type: text(), required: true },
    { name: '受理时间', id: 'accepted_local', type: time, required: true },
    { name: '答复时间', id: 'answered_local', type: time },
    { name: '结果', id: 'result', type: text() },
  ],
  knownFrom: ['accepted_local'],
  resolve: {
    joins: sql`
      left join customer k on k.no = r.customer_no
      left join institution named on named.no = r.institution_no
      left join institution i on i.id = coalesce(named.id, case when r.institution_no is null then k.institution_id end)`,
    columns: {
      customer_id: sql`k.id`,
      institution_id: sql`i.id`,
      institution_ord: sql`i.ord`,
      accepted_at: sql`r.accepted_local::timestamptz`,
      answered_at: sql`r.answered_local::timestamptz`,
    },
    refuse: [
      {
        when: sql`r.customer_no is not null and k.id is null`,
        text: sql`'客户号 ' || r.customer_no || ' 不存在，请先导入客户'`,
      },
      {
        when: sql`r.institution_no is not null and named.id is null`,
        text: sql`'机构号 ' || r.institution_no || ' 不存在，请先导入机构'`,
      },
      {
        when: sql`r.institution_no is null and r.customer_no is null`,
        text: sql`'机构号与客户号至少填写一项'`,
      },
      { when: sql`r.answered_local < r.accepted_local`, text: sql`'答复时间早于受理时间'` },
    ],
  },
  prepare: (run) => holdInstitutionTree(run.db),
  async plan(run) {
    await refuseStale(run, ledger);
    await planVersions(run, ledger);
  },
  async apply(run) {
    const columns = [...CONTENT, 'institution_ord'];
    await sql`
      insert into complaint as x (no, ${sql.join(columns.map((name) => sql.ref(name)))}, recorded_at)
      select c.no, ${sql.join(columns.map((name) => sql.ref(`c.${name}`)))}, c.known from ${lastChanges('no')} c
      on conflict (no) do update set
        ${sql.join(columns.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`))},
        recorded_at = excluded.recorded_at, version = x.version + 1`.execute(run.db);
  },
});
