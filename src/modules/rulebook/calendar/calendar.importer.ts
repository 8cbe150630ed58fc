import { sql } from 'kysely';
import type { CivilDate } from '../../../kernel/calendar/index.ts';
import { markAllStale } from '../../../platform/duties/public.ts';
import {
  applyVersions,
  date,
  defineImporter,
  flag,
  type ImportRun,
  type Ledger,
  number,
  planVersions,
  refuseStale,
  text,
} from '../../../platform/importing/public.ts';

const ledger: Ledger = {
  table: 'calendar_day',
  key: ['institution_id', 'day'],
  nullableKey: ['institution_id'],
  content: ['is_workday', 'name'],
  keepsVersions: true,
};

/** 依据 RUL-4: days that are not what their weekday says. Without 机构号 a day holds for the whole bank. */
export const calendarImporter = defineImporter({
  kind: 'calendar',
  title: '工作日历',
  register: 'calendar_day',
  columns: [
    { name: '日期', id: 'day', type: date, key: true },
    { name: '类型', id: 'is_workday', type: flag('工作日', '休息日'), required: true },
    { name: '名称', id: 'name', type: text(100) },
    { name: '机构号', id: 'institution_no', type: number },
  ],
  knownFrom: ['day'],
  resolve: {
    joins: sql`left join institution i on i.no = r.institution_no`,
    columns: { institution_id: sql`i.id` },
    refuse: [
      {
        when: sql`r.institution_no is not null and i.id is null`,
        text: sql`'机构号 ' || r.institution_no || ' 不存在，请先导入机构'`,
      },
    ],
  },
  async plan(run) {
    await refuseStale(run, ledger);
    await planVersions(run, ledger);
  },
  async apply(run) {
    await applyVersions(run, ledger);
    await markTouched(run);
    await sql`
      insert into calendar_year (year, source, published_at)
      select extract(year from day)::int, '导入', min(known) from import_change where institution_id is null group by 1
      on conflict (year) do nothing`.execute(run.db);
  },
});

/** A calendar moves the duties of everybody who lives by it. */
async function markTouched({ db, now }: ImportRun): Promise<void> {
  const { rows } = await sql<{ institutionId: number | null; since: CivilDate }>`
    select institution_id as "institutionId", min(day) as since from import_change group by institution_id`.execute(db);
  for (const touched of rows) await markAllStale(db, { ...touched, markedAt: now });
}
