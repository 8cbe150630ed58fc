import { sql } from 'kysely';
import { type ChangedOffice, markOfficesStale } from '../../platform/duties/public.ts';
import {
  date,
  defineImporter,
  type ImportRun,
  type Ledger,
  lastChanges,
  number,
  planVersions,
  refuseOrphans,
  refuseStale,
  rowsOf,
  text,
} from '../../platform/importing/public.ts';
import { pinyinOf } from '../../platform/text/pinyin.ts';
import { refreshPlacement } from './appointment/placement.ts';
import { holdInstitutionTree } from './institution-tree.ts';

/** Staff with the supervisor by number and the newest main appointment, as files name them. */
const KNOWN = sql`(
  select s.no, s.name, s.joined_on, s.left_on, s.recorded_at, boss.no as supervisor_no, a.institution_id, a.post
  from staff s left join staff boss on boss.id = s.supervisor_id
    left join lateral (
      select institution_id, post from appointment
      where staff_id = s.id and is_main and superseded_at is null order by valid_from desc, id desc limit 1
    ) a on true
)`;

const ledger: Ledger = {
  table: KNOWN,
  key: ['no'],
  content: ['name', 'supervisor_no', 'institution_id', 'post', 'joined_on', 'left_on'],
  keepsVersions: false,
};

/** 依据 ORG-2: staff, each row with the main appointment. Another institution or post begins a new appointment. */
export const staffImporter = defineImporter({
  kind: 'staff',
  title: '员工',
  register: 'staff',
  columns: [
    { name: '工号', id: 'no', type: number, key: true },
    { name: '姓名', id: 'name', type: text(100), required: true },
    { name: '机构号', id: 'institution_no', type: number, required: true },
    { name: '岗位', id: 'post', type: text(50), required: true },
    { name: '主管工号', id: 'supervisor_no', type: number },
    { name: '入职日期', id: 'joined_on', type: date, required: true },
    { name: '离职日期', id: 'left_on', type: date },
  ],
  knownFrom: ['joined_on'],
  derived: [{ id: 'pinyin', from: 'name', of: pinyinOf }],
  resolve: {
    joins: sql`left join institution i on i.no = r.institution_no left join post p on p.name = r.post`,
    columns: { institution_id: sql`i.id` },
    refuse: [
      {
        when: sql`r.institution_no is not null and i.id is null`,
        text: sql`'机构号 ' || r.institution_no || ' 不存在，请先导入机构'`,
      },
      { when: sql`r.left_on < r.joined_on`, text: sql`'离职日期早于入职日期'` },
    ],
    warn: [
      {
        when: sql`r.post is not null and p.name is null`,
        text: sql`'岗位“' || r.post || '”还没有登记，导入时会添加，但不带任何权限，请由管理员指定'`,
      },
    ],
  },
  prepare: (run) => holdInstitutionTree(run.db),
  async plan(run) {
    await refuseStale(run, ledger);
    await refuseOrphans(run, {
      key: 'no',
      parent: 'supervisor_no',
      known: sql`select no, supervisor_no from ${KNOWN} k`,
      words: {
        missing: (no) => `主管工号 ${no} 不存在，请先导入该员工或改正`,
        refused: (no) => `主管工号 ${no} 所在的行未被接受，请先改正那一行`,
        cycle: '主管工号互相引用，形成循环，请改正',
      },
    });
    await planVersions(run, ledger);
  },
  apply,
  touchedOthers: () => sql`select 'staff', s.id, c.joined_on from import_change c join staff s on s.no = c.no`,
});

async function apply(run: ImportRun): Promise<void> {
  await sql`
    insert into post (name, role, recorded_at) select distinct c.post, 'none', ${run.now}::timestamptz
    from import_change c on conflict (name) do nothing`.execute(run.db);
  await sql`
    insert into staff as s (no, name, pinyin, joined_on, left_on, recorded_at)
    select c.no, c.name, c.pinyin, c.joined_on, c.left_on, c.known from ${lastChanges('no')} c
    on conflict (no) do update set name = excluded.name, pinyin = excluded.pinyin, joined_on = excluded.joined_on,
      left_on = excluded.left_on, recorded_at = excluded.recorded_at, version = s.version + 1`.execute(run.db);
  await sql`
    update staff s set supervisor_id = boss.id
    from ${lastChanges('no')} c left join staff boss on boss.no = c.supervisor_no
    where s.no = c.no and s.supervisor_id is distinct from boss.id`.execute(run.db);
  await applyAppointments(run);
  await markChangedOffices(run);
  await refreshPlacement(run.db, run.today);
}

/** A person's changes build on each other, so all first ones are applied, then all second ones, and so on. */
async function applyAppointments(run: ImportRun): Promise<void> {
  await sql`
    create temp table staff_step on commit drop as
    select s.id as staff_id, c.institution_id, c.post, c.joined_on, c.left_on, c.known,
      (c.known at time zone ${run.zone}::text)::date as known_on,
      row_number() over (partition by c.no order by c.known) as step
    from import_change c join staff s on s.no = c.no`.execute(run.db);
  const [last] = await rowsOf<{ step: number | null }>(run, sql`select max(step) as step from staff_step`);
  for (let step = 1; step <= (last?.step ?? 0); step++) await applyStep(run, step);
}

/** Who bears what is owed below an office that changed hands by this file may be another now. */
async function markChangedOffices(run: ImportRun): Promise<void> {
  const offices = await rowsOf<ChangedOffice>(
    run,
    sql`
      select p.role, a.institution_id as "institutionId", min(a.valid_from) as since
      from staff_step c join appointment a on a.staff_id = c.staff_id and c.known in (a.recorded_at, a.superseded_at)
      join post p on p.name = a.post
      group by p.role, a.institution_id`,
  );
  await markOfficesStale(run.db, offices, run.now);
}

/**
 * `from_step` says what becomes of the appointment in force: it stays but for its dates (same place), ends on the day
 * the change is known, or, if it began no earlier than that, is replaced as if it had never been.
 */
async function applyStep(run: ImportRun, step: number): Promise<void> {
  await sql`
    with from_step as (
      select c.*, a.id as current_id, a.valid_from, a.post as old_post, a.institution_id as old_institution_id,
        a.post = c.post and a.institution_id = c.institution_id as is_same_place,
        not exists (select from appointment earlier where earlier.staff_id = c.staff_id and earlier.is_main
          and earlier.superseded_at is null and earlier.valid_from < a.valid_from) as is_first
      from staff_step c left join lateral (
        select * from appointment where staff_id = c.staff_id and is_main and superseded_at is null
        order by valid_from desc, id desc limit 1
      ) a on true
      where c.step = ${step}
    ), wanted as (
      select staff_id, post, institution_id, known, left_on as valid_until,
        case when current_id is null or (is_same_place and is_first) then joined_on
          when is_same_place then valid_from
          else greatest(known_on, valid_from) end as valid_from
      from from_step
      union all
      select staff_id, old_post, old_institution_id, known, known_on, valid_from
      from from_step where not is_same_place and valid_from < known_on
    ), changed as (
      select w.* from wanted w where not exists (
        select from appointment a where a.staff_id = w.staff_id and a.is_main and a.superseded_at is null
          and (a.post, a.institution_id, a.valid_from) = (w.post, w.institution_id, w.valid_from)
          and a.valid_until is not distinct from w.valid_until)
    ), superseded as (
      update appointment a set superseded_at = f.known from from_step f
      where a.id = f.current_id and exists (select from changed where changed.staff_id = f.staff_id)
    )
    insert into appointment (staff_id, post, institution_id, institution_ord, valid_from, valid_until, is_main, recorded_at)
    select c.staff_id, c.post, i.id, i.ord, c.valid_from, c.valid_until, true, c.known
    from changed c join institution i on i.id = c.institution_id`.execute(run.db);
}
