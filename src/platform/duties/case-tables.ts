import { sql } from 'kysely';
import { addDays, type CivilDate, civilDateOf, instantAt } from '../../kernel/calendar/index.ts';
import type { GoldenCase } from '../../kernel/rulebook/case.ts';
import type { SubjectType } from '../../kernel/rulebook/subject.ts';
import type { Db } from '../db/database.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Known and in force before any case begins. */
const EARLY = '1970-01-01';
const ROOT = '机构';

/** Every table that an evaluation reads. */
const READ = ['fact', 'waiver', 'institution', 'staff', 'customer', 'appointment', 'post', 'calendar_day'];

/**
 * Puts empty tables of the same shape before everything that an evaluation reads, for the rest of the transaction: the
 * compiler then runs on a case instead of the bank. The bank's published calendar stays, known from the beginning.
 */
export async function shadowTables(db: Db, vocabulary: Vocabulary): Promise<void> {
  const sources = [
    ...Object.values(vocabulary.subjects),
    ...Object.values(vocabulary.spans),
    ...Object.values(vocabulary.relations),
    ...Object.values(vocabulary.absences),
  ];
  const names = [...new Set([...READ, ...sources.map(({ table }) => table)])];
  const { rows } = await sql<{ name: string; view: string | null }>`
    select c.relname as name, case when c.relkind = 'v' then pg_get_viewdef(c.oid) end as view
    from pg_class c where c.oid = any(${names}::regclass[])`.execute(db);
  const { rows: days } = await sql<{ day: CivilDate; is_workday: boolean }>`
    select day, is_workday from calendar_day where institution_id is null and superseded_at is null`.execute(db);
  for (const { name, view } of rows) if (view === null) await shadow(db, name);
  for (const { name, view } of rows) {
    if (view !== null) await sql`create temp view ${sql.table(name)} as ${sql.raw(view)}`.execute(db);
  }
  await insert(
    db,
    'calendar_day',
    days.map((row, i) => ({ id: i + 1, ...row, ...KNOWN })),
  );
}

async function shadow(db: Db, name: string): Promise<void> {
  await sql`create temp table ${sql.table(name)} (like ${sql.table(name)} including defaults) on commit drop`.execute(
    db,
  );
  const { rows } = await sql<{ column: string }>`
    select attname as column from pg_attribute
    where attrelid = ${`pg_temp.${name}`}::regclass and attnum > 0 and attnotnull`.execute(db);
  for (const { column } of rows) {
    await sql`alter table ${sql.table(name)} alter column ${sql.ref(column)} drop not null`.execute(db);
  }
}

const KNOWN = { recorded_at: EARLY };

/** Fills the shadowed tables with one case. Throws an Error that names the word which the case gets wrong. */
export async function fillCase(
  db: Db,
  vocabulary: Vocabulary,
  given: GoldenCase['given'],
  zone: string,
): Promise<void> {
  const ids = createIds();
  const tables = new Map<string, Row[]>();
  const put = (table: string, row: Row) => tables.set(table, [...(tables.get(table) ?? []), row]);
  const writer: Writer = { offices: new Map(), vocabulary, ids, put, instant: (text) => instantOf(text, zone) };
  writeInstitutions(writer, given);
  for (const customer of copied(given.customers)) writeCustomer(writer, customer);
  for (const person of copied(given.staff)) writePerson(writer, person);
  for (const { staff, from, to } of given.leave) writeLeave(writer, staff, from, to);
  for (const [name, role] of writer.offices) put('post', { name, role, ...KNOWN });
  for (const [index, fact] of given.facts.entries()) writeFact(writer, fact, index + 1, zone);
  for (const no of ids
    .numbers('customer')
    .filter((one) => !copied(given.customers).some((known) => known.no === one))) {
    writeCustomer(writer, { no, copies: 1, attributes: {}, changes: [], held: [] });
  }
  for (const no of ids.numbers('staff')) put('staff', { id: ids.of('staff', no), no });
  for (const no of ids.numbers('customer')) put('customer', { id: ids.of('customer', no), no });
  for (const [table, rows] of tables) await insert(db, table, rows);
  for (const { day, workday } of given.calendar) {
    await sql`delete from calendar_day where day = ${day}::date`.execute(db);
    await insert(db, 'calendar_day', [{ id: 0, day, is_workday: workday, ...KNOWN }]);
  }
}

type Row = Record<string, unknown>;

interface Writer {
  /** Posts by name, with the role that each carries. */
  offices: Map<string, string>;
  vocabulary: Vocabulary;
  ids: ReturnType<typeof createIds>;
  put(table: string, row: Row): void;
  instant(text: string): string;
}

/** `K` three times is `K1`, `K2`, `K3`. */
function copied<One extends { no: string; copies: number }>(list: One[]): One[] {
  return list.flatMap((one) =>
    one.copies === 1 ? one : Array.from({ length: one.copies }, (_, i) => ({ ...one, no: `${one.no}${i + 1}` })),
  );
}

function createIds() {
  const numbers: Record<SubjectType, string[]> = { customer: [], staff: [], institution: [] };
  return {
    numbers: (type: SubjectType) => numbers[type],
    of(type: SubjectType, no: string): number {
      if (!numbers[type].includes(no)) numbers[type].push(no);
      return numbers[type].indexOf(no) + 1;
    },
  };
}

function writeInstitutions({ vocabulary, ids, put }: Writer, given: GoldenCase['given']): void {
  const source = vocabulary.subjects.institution;
  const named = given.institutions.map(({ no }) => no);
  const all = named.includes(ROOT)
    ? given.institutions
    : [{ no: ROOT, type: undefined, parent: undefined }, ...given.institutions];
  let ord = 0;
  const walk = (parent: string | undefined, depth: number): void => {
    for (const { no, type = '支行' } of all.filter((one) => one.parent === parent)) {
      const own: Row = { id: ids.of('institution', no), no, type, depth, ord: ord++, opened_on: EARLY, ...KNOWN };
      walk(no, depth + 1);
      put('institution', { ...own, ord_until: ord });
      if (source) put(source.table, { [source.id]: own.id, [source.from]: EARLY, type, ...KNOWN });
    }
  };
  walk(undefined, 0);
}

function writeCustomer(writer: Writer, customer: GoldenCase['given']['customers'][number]): void {
  const { vocabulary, ids, put } = writer;
  const id = ids.of('customer', customer.no);
  const source = vocabulary.subjects.customer;
  if (!source) throw new Error('没有客户这种对象');
  const own: Row = {};
  writeAttributes(writer, id, EARLY, customer.attributes, own);
  for (const { from, attributes } of customer.changes) writeAttributes(writer, id, from, attributes, null);
  const institution = ids.of('institution', customer.institution ?? ROOT);
  put(source.table, {
    [source.id]: id,
    [source.from]: customer.from ?? EARLY,
    [source.institution]: institution,
    ...own,
    ...KNOWN,
  });
  for (const { by, relation, from, until } of customer.held) {
    const name = relation ?? Object.keys(vocabulary.relations)[0] ?? '';
    const held = vocabulary.relations[name];
    if (!held) throw new Error(`不认识管户关系“${name}”`);
    const span = { [held.from]: from ?? EARLY, [held.until]: until ?? null };
    put(held.table, { ...held.where, [held.subject]: id, [held.holder]: ids.of('staff', by), ...span, ...KNOWN });
  }
}

/** Attributes go where the vocabulary keeps them: to the subject's own row, or as a row of a span from a day on. */
function writeAttributes(
  { vocabulary, put }: Writer,
  id: number,
  from: string,
  attributes: Row,
  own: Row | null,
): void {
  const spans = new Map<string, Row>();
  for (const [name, value] of Object.entries(attributes)) {
    const attribute = vocabulary.attributes[name];
    if (attribute?.subject !== 'customer') throw new Error(`客户没有属性“${name}”`);
    if (attribute.of === 'subject') {
      if (!own) throw new Error(`属性“${name}”不随日期变动，请写在 attributes 里`);
      own[attribute.column] = value;
    } else spans.set(attribute.of, { ...spans.get(attribute.of), [attribute.column]: value });
  }
  for (const [name, row] of spans) {
    const span = vocabulary.spans[name];
    if (span) put(span.table, { [span.subject]: id, [span.from]: from, ...row, ...KNOWN });
  }
}

function writePerson({ ids, put, offices }: Writer, { no, posts }: GoldenCase['given']['staff'][number]): void {
  const id = ids.of('staff', no);
  for (const { role, post, institution, from, until } of posts) {
    const name = post ?? role;
    offices.set(name, role);
    const place = { institution_id: ids.of('institution', institution ?? ROOT), is_main: true };
    const span = { valid_from: from ?? EARLY, valid_until: until ?? null };
    put('appointment', { id: id * 100 + posts.length, staff_id: id, post: name, ...place, ...span, ...KNOWN });
  }
}

function writeLeave({ vocabulary, ids, put }: Writer, staff: string, from: string, to: string): void {
  const [absence] = Object.values(vocabulary.absences);
  if (!absence) throw new Error('没有请假这种缺勤');
  const span = { [absence.from]: from, [absence.until]: addDays(to as CivilDate, 1) };
  put(absence.table, { [absence.person]: ids.of('staff', staff), ...span, [absence.counts]: true, ...KNOWN });
}

/** A withdrawn fact has two versions: as it was until then, and withdrawn from then on. */
function writeFact(writer: Writer, fact: GoldenCase['given']['facts'][number], id: number, zone: string): void {
  const { vocabulary, ids, put, instant } = writer;
  const source = vocabulary.facts[fact.fact];
  if (!source) throw new Error(`不认识事实“${fact.fact}”`);
  const row: Row = {
    kind: fact.fact,
    key: fact.no ?? `F${id}`,
    subject_id: ids.of(source.subject, fact.subject),
    actor_id: fact.by === undefined ? null : ids.of('staff', fact.by),
    origin: 'batch',
    biz_date: civilDateOf(new Date(instant(fact.at)), zone),
    occurred_at: instant(fact.at),
    dated_at: instant(fact.recorded ?? fact.at),
    retracted: false,
  };
  const extra: Row = {};
  for (const [name, value] of Object.entries(fact.fields)) {
    const field = source.fields[name];
    if (!field || 'derived' in field) throw new Error(`事实“${fact.fact}”没有字段“${name}”`);
    if ('column' in field) row[field.column] = value;
    else extra[field.key] = value;
  }
  const first = { ...row, extra, recorded_at: instant(fact.recorded ?? fact.at) };
  const withdrawn = fact.retracted === undefined ? null : instant(fact.retracted);
  put('fact', { ...first, id: id * 2, superseded_at: withdrawn });
  if (withdrawn)
    put('fact', { ...first, id: id * 2 + 1, recorded_at: withdrawn, superseded_at: null, retracted: true });
}

export function instantOf(text: string, zone: string): string {
  const [hours = 0, minutes = 0] = text.slice(11).split(':').map(Number);
  return instantAt(text.slice(0, 10) as CivilDate, hours * 60 + minutes, zone).toISOString();
}

async function insert(db: Db, table: string, rows: Row[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].map((name) => sql.ref(name));
  await sql`insert into ${sql.table(table)} (${sql.join(columns)})
    select ${sql.join(columns)} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`.execute(
    db,
  );
}
