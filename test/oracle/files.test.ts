import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { balancesImporter } from '../../src/modules/customers/balances.importer.ts';
import { custodyImporter } from '../../src/modules/customers/custody.importer.ts';
import { customersImporter } from '../../src/modules/customers/customers.importer.ts';
import { contactsImporter } from '../../src/modules/daily/contacts.importer.ts';
import { leavesImporter } from '../../src/modules/daily/leaves.importer.ts';
import { seedCalendar } from '../../src/modules/rulebook/public.ts';
import { readTemplate } from '../../src/modules/rulebook/template/template.ts';
import '../../src/modules/index.ts';
import type { RulebookVersion } from '../../src/kernel/rulebook/rulebook.ts';
import type { ImporterDefinition } from '../../src/platform/importing/public.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { frozenClock } from '../support/frozen-clock.ts';
import { importText } from '../support/importing.ts';
import { addInstitution, addStaff } from '../support/people.ts';
import { addDays, type Day, midnight } from './days.ts';
import { evaluateByEngine } from './engine.ts';
import { emptyHistory, type History } from './history.ts';
import { evaluate } from './reference.ts';
import { SEED } from './runs.ts';
import { STATUTORY } from './statutory.ts';

/** A bank's past arrives as files: what the importers make of them must mean the same to the engine and the reference. */
const FIRST: Day = '2025-01-01';
const LAST_DAY = 400;
const CUSTOMERS = 60;
const STAFF = ['E1', 'E2', 'E3', 'E4'];
const METHODS = ['走访', '电话', '到访', '微信'];
const CODES = ['visit', 'phone', 'call-in', 'wechat'];
const AMOUNTS = ['5000000', '4999999.99', '1,000,000.00', '999999.99', '0', '', '120000000'];
const MOMENTS = ['2025-02-01T00:00', '2025-04-03T10:30', '2025-07-01T00:00', '2025-10-13T00:00', '2026-01-08T00:00'];

const day = fc.integer({ min: 0, max: LAST_DAY });
const sketch = fc.record({
  openedOn: fc.integer({ min: -200, max: 60 }),
  institution: fc.constantFrom('B', 'B1'),
  handovers: fc.array(fc.record({ day, staff: fc.nat(3), gap: fc.constantFrom(0, 0, 0, 9) }), { maxLength: 4 }),
  balances: fc.uniqueArray(fc.record({ day, deposit: fc.nat(6), credit: fc.nat(6) }), {
    selector: ({ day: on }) => on,
    maxLength: 6,
  }),
  contacts: fc.array(
    fc.record({
      day,
      time: fc.constantFrom('00:00', '09:30', '17:00', '23:59'),
      method: fc.constantFrom(0, 0, 0, 1, 2, 3),
      staff: fc.nat(3),
      /** Days until it was entered. */
      entered: fc.constantFrom(0, 0, 0, 1, 3, 4, 5, 6, 8, 12),
      retractedAfter: fc.option(fc.integer({ min: 1, max: 40 }), { freq: 8 }),
      movedBy: fc.option(fc.record({ days: fc.integer({ min: -3, max: 3 }), after: fc.integer({ min: 1, max: 9 }) }), {
        freq: 8,
      }),
    }),
    { minLength: 5, maxLength: 30 },
  ),
});
const leave = fc.record({
  staff: fc.nat(3),
  day,
  length: fc.integer({ min: 0, max: 25 }),
  state: fc.constantFrom('已批准', '已销假', '已撤销'),
});
const world = fc.record({
  customers: fc.array(sketch, { minLength: CUSTOMERS, maxLength: CUSTOMERS }),
  leaves: fc.array(leave, { maxLength: 10 }),
});
type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

interface Files {
  customers: string[];
  custody: string[];
  balances: string[];
  contacts: string[];
  leaves: string[];
}

/** The files and, beside them, the history that INTERFACE says they are. */
function write({ customers, leaves }: World): { files: Files; history: History } {
  const history: History = {
    ...emptyHistory(),
    institutions: [
      { no: 'B', parent: null },
      { no: 'B1', parent: 'B' },
    ],
    staff: STAFF,
    calendar: STATUTORY,
  };
  const files: Files = {
    customers: ['客户号,客户名称,类型,机构号,建档日期'],
    custody: ['客户号,起始日期,角色,工号,终止日期'],
    balances: ['客户号,日期,存款余额,授信金额,贷款余额'],
    contacts: ['流水号,客户号,工号,时间,方式,录入时间,撤回'],
    leaves: ['流水号,工号,起始日期,终止日期,状态'],
  };
  for (const [index, one] of customers.entries())
    writeCustomer(`C${String(index).padStart(3, '0')}`, one, files, history);
  for (const [index, { staff, day: on, length, state }] of leaves.entries()) {
    const [from, to] = [addDays(FIRST, on), addDays(FIRST, on + length)];
    files.leaves.push([`L${index}`, STAFF[staff], from, to, state].join(','));
    const counts = state !== '已撤销';
    history.leaves.push({
      no: `L${index}`,
      staff: STAFF[staff] as string,
      from,
      to,
      counts,
      recordedAt: midnight(from),
    });
  }
  return { files, history };
}

function writeCustomer(no: string, one: World['customers'][number], files: Files, history: History): void {
  const openedOn = addDays(FIRST, one.openedOn);
  files.customers.push([no, `客户${no}`, '对公', one.institution, openedOn].join(','));
  history.customers.push({ no, openedOn, institution: one.institution, recordedAt: midnight(openedOn) });
  const cuts = [...new Map(one.handovers.map((h) => [h.day, h])).values()].sort((a, b) => a.day - b.day);
  for (const [index, { day: on, staff, gap }] of cuts.entries()) {
    const next = cuts[index + 1];
    const from = addDays(FIRST, on);
    const until = next && next.day - gap > on ? addDays(FIRST, next.day - gap) : next ? addDays(FIRST, next.day) : null;
    files.custody.push([no, from, '主办', STAFF[staff], until ?? ''].join(','));
    const recordedAt = midnight(from);
    history.custody.push({ customer: no, from, role: 'primary', staff: STAFF[staff] as string, until, recordedAt });
  }
  for (const { day: on, deposit, credit } of one.balances) {
    const from = addDays(FIRST, on);
    const [d, c] = [AMOUNTS[deposit] as string, AMOUNTS[credit] as string];
    files.balances.push(`${no},${from},"${d}","${c}",`);
    const amount = (text: string) => Number(text.replaceAll(',', ''));
    history.balances.push({
      customer: no,
      from,
      deposit: amount(d),
      credit: amount(c),
      loan: 0,
      recordedAt: midnight(from),
    });
  }
  for (const [index, contact] of one.contacts.entries()) writeContact(`${no}-${index}`, no, contact, files, history);
}

function writeContact(
  key: string,
  customer: string,
  contact: World['customers'][number]['contacts'][number],
  files: Files,
  history: History,
): void {
  const actor = STAFF[contact.staff] as string;
  const enter = (on: number, entered: number, clockTime: string, retracted: boolean) => {
    const occurredAt = `${addDays(FIRST, on)}T${contact.time}`;
    const recordedAt = `${addDays(FIRST, entered)}T${clockTime}`;
    const method = METHODS[contact.method];
    files.contacts.push([key, customer, actor, occurredAt, method, recordedAt, retracted ? '是' : '否'].join(','));
    history.facts.push({
      kind: 'contact',
      key,
      customer,
      actor,
      occurredAt,
      method: CODES[contact.method] as string,
      result: null,
      ref: null,
      dueOn: null,
      retracted,
      recordedAt,
    });
  };
  let entered = contact.day + contact.entered;
  let on = contact.day;
  enter(on, entered, '23:59', false);
  if (contact.movedBy) {
    entered += contact.movedBy.after;
    on += contact.movedBy.days;
    enter(on, entered, '08:00', false);
  }
  if (contact.retractedAfter !== null) enter(on, entered + contact.retractedAfter, '12:00', true);
}

let bank: TestDatabase;
let versions: RulebookVersion[];
beforeAll(async () => {
  bank = await createTestDatabase();
  const db = bank.db.kysely;
  await seedCalendar(db);
  await addInstitution(db, { no: 'B', ord: 0, ordUntil: 2 });
  await addInstitution(db, { no: 'B1', ord: 1, ordUntil: 2 });
  for (const no of STAFF) await addStaff(db, no);
  const template = await readTemplate('standard');
  // Visit records come from the registers, not from files.
  const rulebook = {
    ...template,
    rules: template.rules.filter(({ shape, subject }) => shape === 'recurring' && subject === 'customer'),
  };
  versions = [{ id: 1, effectiveOn: FIRST, until: null, rulebook }];
});
afterAll(() => bank.drop());

test('[CUS-17] 以文件补录的历史,其义务与参照逐条相同,且任何时点可重算', { timeout: 120_000 }, async () => {
  const [sampled] = fc.sample(world, { seed: SEED, numRuns: 1 });
  const { files, history } = write(sampled as World);
  const load = async (importer: ImporterDefinition, lines: string[]) => {
    const clock = frozenClock('2026-11-22T09:00:00+08:00');
    const report = await importText({ db: bank.db, clock }, importer, `${lines.join('\r\n')}\r\n`, { backfill: true });
    expect({
      seed: SEED,
      refused: report.refused,
      first: report.errorFile?.toString().split('\n').slice(0, 3),
    }).toMatchObject({
      refused: 0,
    });
  };
  await load(customersImporter, files.customers);
  await load(custodyImporter, files.custody);
  await load(balancesImporter, files.balances);
  await load(leavesImporter, files.leaves);
  await load(contactsImporter, files.contacts);
  for (const asOf of MOMENTS) {
    for (const known of [asOf, '2026-06-01T00:00']) {
      const wanted = evaluate(history, versions, { asOf, known });
      const got = await evaluateByEngine(bank.db.kysely, versions, { asOf, known });
      const lines = (rows: typeof got) => rows.map((row) => JSON.stringify({ ...row, clause: '' }));
      const [wantedLines, gotLines] = [lines(wanted), lines(got)];
      const missing = wantedLines.filter((line) => !gotLines.includes(line)).slice(0, 5);
      const extra = gotLines.filter((line) => !wantedLines.includes(line)).slice(0, 5);
      expect({ seed: SEED, asOf, known, missing, extra, rows: got.length }).toEqual({
        seed: SEED,
        asOf,
        known,
        missing: [],
        extra: [],
        rows: wanted.length,
      });
    }
  }
});
