import { sql } from 'kysely';
import {
  applyVersions,
  date,
  defineImporter,
  type ImportRun,
  type Ledger,
  lastChanges,
  number,
  oneOf,
  planVersions,
  refuseOrphans,
  refuseStale,
  text,
} from '../../platform/importing/public.ts';
import { pinyinOf } from '../../platform/text/pinyin.ts';
import { INSTITUTION_TYPES } from './institution/institution.fields.ts';
import { renumberInstitutions } from './institution-tree.ts';

/** Institutions with the parent by its number, as files name it. */
const KNOWN = sql`(
  select i.*, parent.no as parent_no from institution i left join institution parent on parent.id = i.parent_id
)`;

const ledger: Ledger = {
  table: KNOWN,
  key: ['no'],
  content: ['name', 'type', 'parent_no', 'opened_on', 'closed_on'],
  keepsVersions: false,
};

/** What rules read of an institution is kept with its history. */
const history: Ledger = {
  table: 'institution_version',
  key: ['institution_id'],
  content: ['opened_on', 'closed_on', 'type'],
  keepsVersions: true,
};

/** 依据 ORG-1: the institution tree. A row whose parent is nowhere is refused; the rest of the tree stands. */
export const institutionsImporter = defineImporter({
  kind: 'institutions',
  title: '机构',
  register: 'institution',
  columns: [
    { name: '机构号', id: 'no', type: number, key: true },
    { name: '机构名称', id: 'name', type: text(200), required: true },
    { name: '上级机构号', id: 'parent_no', type: number },
    { name: '类型', id: 'type', type: oneOf(Object.keys(INSTITUTION_TYPES)), required: true },
    { name: '启用日期', id: 'opened_on', type: date, required: true },
    { name: '停用日期', id: 'closed_on', type: date },
  ],
  knownFrom: ['opened_on'],
  derived: [{ id: 'pinyin', from: 'name', of: pinyinOf }],
  resolve: {
    joins: sql``,
    columns: {},
    refuse: [{ when: sql`r.closed_on < r.opened_on`, text: sql`'停用日期早于启用日期'` }],
  },
  async plan(run) {
    await refuseStale(run, ledger);
    await refuseOrphans(run, {
      key: 'no',
      parent: 'parent_no',
      known: sql`select no, parent_no from ${KNOWN} k`,
      words: {
        missing: (no) => `上级机构号 ${no} 不存在，请先导入该机构或改正`,
        refused: (no) => `上级机构号 ${no} 所在的行未被接受，请先改正那一行`,
        cycle: '上级机构号互相引用，形成循环，请改正',
      },
    });
    await planVersions(run, ledger);
  },
  apply,
  touchedOthers: () => sql`
    select 'institution', i.id, c.opened_on from import_change c join institution i on i.no = c.no`,
});

async function apply(run: ImportRun): Promise<void> {
  await sql`
    insert into institution as i (no, name, pinyin, type, opened_on, closed_on, recorded_at)
    select c.no, c.name, c.pinyin, c.type, c.opened_on, c.closed_on, c.known from ${lastChanges('no')} c
    on conflict (no) do update set name = excluded.name, pinyin = excluded.pinyin, type = excluded.type,
      opened_on = excluded.opened_on, closed_on = excluded.closed_on, recorded_at = excluded.recorded_at,
      version = i.version + 1`.execute(run.db);
  await sql`
    update institution i set parent_id = parent.id
    from ${lastChanges('no')} c left join institution parent on parent.no = c.parent_no
    where i.no = c.no and i.parent_id is distinct from parent.id`.execute(run.db);
  await renumberInstitutions(run.db);
  await sql`
    create temp table institution_line on commit drop as
    select i.id as institution_id, c.opened_on, c.closed_on, c.type, c.known, c.row_no, c.problem
    from import_change c join institution i on i.no = c.no`.execute(run.db);
  await planVersions(run, history, { source: 'institution_line', target: 'institution_change' });
  await applyVersions(run, history, {}, sql.table('institution_change'));
}
