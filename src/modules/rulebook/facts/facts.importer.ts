import { type RawBuilder, sql } from 'kysely';
import type { DeclaredField, FactDeclaration } from '../../../kernel/rulebook/fact.ts';
import type { SubjectType } from '../../../kernel/rulebook/subject.ts';
import type { Db } from '../../../platform/db/database.ts';
import { loadVersions } from '../../../platform/duties/public.ts';
import {
  applyVersions,
  type CellType,
  choice,
  date,
  datedChanges,
  decimal,
  defineImporter,
  ENTERED_AT,
  flag,
  type ImporterDefinition,
  type ImportRun,
  type Ledger,
  number,
  planVersions,
  prepareFactMonths,
  refuseStale,
  text,
  time,
  warnOfFuture,
} from '../../../platform/importing/public.ts';

type Facts = Record<string, FactDeclaration>;

const SUBJECT_TYPES = { 客户: 'customer', 人员: 'staff', 机构: 'institution' } as const;
const SUBJECT_TEXTS: Record<SubjectType, string> = { customer: '客户', staff: '人员', institution: '机构' };
const FAR_FUTURE = new Date('9999-01-01');

/** 依据 RUL-2: facts of the kinds that the published rulebooks declare; their fields are columns by their labels. */
export const factsImporter: ImporterDefinition = {
  ...importerOf({}),
  specify: async (db) => importerOf(await declaredFacts(db)),
};

/** Of a kind that several versions declare the newest declaration is taken. */
async function declaredFacts(db: Db): Promise<Facts> {
  const versions = await loadVersions(db, FAR_FUTURE);
  return Object.assign({}, ...versions.map(({ rulebook }) => rulebook.facts));
}

function importerOf(facts: Facts): ImporterDefinition {
  const kinds = Object.entries(facts);
  const names = Object.fromEntries(
    kinds.flatMap(([name, { label }]) => [[name, name] as const, [label, name] as const]),
  );
  const fields = columnsOf(facts);
  const ledger: Ledger = {
    table: 'fact',
    key: ['kind', 'key'],
    content: ['subject_id', 'actor_id', 'occurred_at', 'ref', 'extra', 'retracted'],
    keepsVersions: true,
    where: sql`head.kind = any(${Object.keys(facts)}::text[])`,
    carry: ['biz_date', 'dated_at', 'subject_id', 'actor_id'],
  };
  return defineImporter({
    kind: 'facts',
    title: '制度自定的事实',
    register: 'fact',
    columns: [
      { name: '流水号', id: 'key', type: number, key: true },
      { name: '事实', id: 'kind', type: choice(names), key: true },
      { name: '对象类型', id: 'subject_type', type: choice(SUBJECT_TYPES), required: true },
      { name: '对象', id: 'subject_no', type: number, required: true },
      { name: '工号', id: 'staff_no', type: number },
      { name: '时间', id: 'local_time', type: time, required: true },
      { name: '关联', id: 'ref', type: number },
      ENTERED_AT,
      { name: '撤回', id: 'retracted', type: flag('是', '否'), whenEmpty: 'false' },
      ...fields.map(({ label, id, type }) => ({ name: label, id, type })),
    ],
    knownFrom: ['local_time'],
    resolve: {
      joins: sql`
        left join customer c on r.subject_type = 'customer' and c.no = r.subject_no
        left join staff p on r.subject_type = 'staff' and p.no = r.subject_no
        left join institution i on r.subject_type = 'institution' and i.no = r.subject_no
        left join staff s on s.no = r.staff_no`,
      columns: {
        subject_id: sql`coalesce(c.id, p.id, i.id)`,
        actor_id: sql`s.id`,
        institution_id: sql`coalesce(c.institution_id, p.institution_id, i.id)`,
        occurred_at: sql`r.local_time::timestamptz`,
        biz_date: sql`r.local_time::date`,
        extra: extraOf(facts, fields),
      },
      refuse: [
        ...kinds.map(([name, { label, subject }]) => ({
          when: sql`r.kind = ${name} and r.subject_type <> ${subject}`,
          text: sql`${`“${label}”的对象是${SUBJECT_TEXTS[subject]}，请改正对象类型`}::text`,
        })),
        {
          when: sql`r.subject_no is not null and coalesce(c.id, p.id, i.id) is null`,
          text: sql`'对象 ' || r.subject_no || ' 不存在，请先导入或核对对象类型'`,
        },
        {
          when: sql`r.staff_no is not null and s.id is null`,
          text: sql`'工号 ' || r.staff_no || ' 不存在，请先导入员工'`,
        },
      ],
    },
    prepare: prepareFactMonths,
    async plan(run) {
      await refuseStale(run, ledger);
      await planVersions(run, ledger);
      await warnOfFuture(run);
    },
    apply: (run) => apply(run, ledger),
    touchedCustomers: () => touched('customer'),
    touchedOthers: () => sql`
      select 'staff' as subject_type, t.* from (${touched('staff')}) t
      union all select 'institution', t.* from (${touched('institution')}) t
      union all select 'staff', actor_id, biz_date from import_change where actor_id is not null
      union all select 'staff', head_actor_id, head_biz_date from import_change where head_actor_id is not null`,
  });
}

async function apply(run: ImportRun, ledger: Ledger): Promise<void> {
  const extra = {
    origin: sql`'batch'`,
    institution_id: sql`c.institution_id`,
    biz_date: sql`c.biz_date`,
    dated_at: sql`c.dated_at`,
  };
  await applyVersions(run, ledger, extra, datedChanges(ledger.key));
}

function touched(type: SubjectType): RawBuilder<unknown> {
  return sql`
    select subject_id as customer_id, biz_date as since from import_change where subject_type = ${type}
    union all select head_subject_id, head_biz_date from import_change
    where subject_type = ${type} and head_subject_id is not null`;
}

interface FieldColumn {
  label: string;
  id: string;
  type: CellType;
}

/** One column for each label; the rulebook's check sees to it that a label means the same everywhere. */
function columnsOf(facts: Facts): FieldColumn[] {
  const byLabel = new Map<string, DeclaredField>();
  for (const { fields } of Object.values(facts))
    for (const field of Object.values(fields)) byLabel.set(field.label, field);
  return [...byLabel.values()].map((field, n) => ({ label: field.label, id: `field_${n}`, type: cellTypeOf(field) }));
}

function cellTypeOf({ type, values }: DeclaredField): CellType {
  if (type === 'number') return decimal;
  if (type === 'date') return date;
  if (type === 'boolean') return flag('是', '否');
  if (!values) return text();
  const codes = Object.entries(values);
  return choice(Object.fromEntries(codes.flatMap(([code, label]) => [[label, code] as const, [code, code] as const])));
}

/** What the fact carries: the fields of its kind that have a value. */
function extraOf(facts: Facts, columns: FieldColumn[]): RawBuilder<unknown> {
  const kinds = Object.entries(facts).filter(([, { fields }]) => Object.keys(fields).length > 0);
  if (kinds.length === 0) return sql`null::jsonb`;
  const cases = kinds.map(([name, { fields }]) => {
    const pairs = Object.entries(fields).map(([key, { label }]) => {
      const column = columns.find((candidate) => candidate.label === label);
      return sql`${key}::text, ${sql.ref(`r.${column?.id}`)}`;
    });
    return sql`when ${name}::text then jsonb_strip_nulls(jsonb_build_object(${sql.join(pairs)}))`;
  });
  return sql`case r.kind ${sql.join(cases, sql` `)} end`;
}
