import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { modules } from '../../modules/index.ts';
import { seedPosts } from '../../modules/organisation/public.ts';
import { publishRulebook, readTemplate, seedCalendar } from '../../modules/rulebook/public.ts';
import { BANK_CALENDAR, evaluateAll, loadCalendars } from '../../platform/duties/public.ts';
import { findImporter, runImport } from '../../platform/importing/public.ts';
import type { Bank } from '../bank.ts';
import { createAccounts } from './accounts.ts';
import { assess } from './assessment.ts';
import { CONTACT_COLUMNS, contactRows, createContacts } from './contacts.ts';
import { type CsvRow, writeCsv } from './csv.ts';
import {
  BALANCE_COLUMNS,
  balanceRows,
  CUSTODY_COLUMNS,
  CUSTOMER_COLUMNS,
  createCustomers,
  custodyRows,
  customerRows,
} from './customers.ts';
import { judgeOlderBreaches } from './judgements.ts';
import { absencesOf, createLeaves, LEAVE_COLUMNS, leaveRows, writeLeaveBook } from './leaves.ts';
import { writeLogs } from './logs.ts';
import { writeMeetings } from './meetings.ts';
import { createOrganisation, INSTITUTION_COLUMNS, institutionRows, STAFF_COLUMNS, staffRows } from './organisation.ts';
import { writeOutings } from './outings.ts';
import { createRandom } from './random.ts';
import { type Span, spanOf } from './span.ts';
import { writeTasksAndNotices } from './tasks-and-notices.ts';
import { writeVisits } from './visits.ts';

const SEED = 20_260_101;
/** The template and the notices have always been known, so that the year brought in is judged by them. */
const ALWAYS_KNOWN = new Date(0);

const importers = modules.flatMap((module) => module.importers);

type File = { kind: string; title: string; columns: readonly string[]; rows: () => Iterable<CsvRow> };

/**
 * Fills an empty schema with the demonstration bank, through the same doors as a real one: batch files, imported as
 * history, then one evaluation. The same day gives the same bank.
 */
export async function generateBank(
  { database, ctx }: Bank,
  folder: string,
  onProgress: (text: string) => void,
): Promise<void> {
  await seedCalendar(ctx.db);
  await seedPosts(ctx.db, ALWAYS_KNOWN);
  const now = ctx.clock.now();
  const calendars = await loadCalendars(ctx.db, now);
  const span = spanOf(now, ctx.zone, calendars.at(BANK_CALENDAR, now));
  await publishRulebook(ctx, await readTemplate('standard'), { effectiveOn: span.start, publishedAt: ALWAYS_KNOWN });
  await mkdir(folder, { recursive: true });
  try {
    for (const { kind, title, columns, rows } of filesOf(span)) {
      onProgress(`生成并导入${title}……`);
      const path = join(folder, `${kind}.csv`);
      await writeCsv(path, columns, rows());
      const importer = findImporter(importers, kind);
      const report = await runImport(
        database,
        importer,
        { path, name: `${kind}.csv` },
        { context: ctx, backfill: true },
      );
      if (report.refused > 0) throw new Error(`the demonstration's ${kind}: ${report.problems[0]?.text}`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  await writeVisits(ctx, span);
  await writeLeaveBook(ctx);
  onProgress('生成例会、任务与通告……');
  await writeMeetings(ctx, span);
  await writeTasksAndNotices(ctx, span);
  onProgress('生成外出、日志与计划……');
  await writeOutings(ctx, span);
  await writeLogs(ctx, span);
  await createAccounts(ctx);
  onProgress('推算义务……');
  await database.pool.query('analyze');
  await evaluateAll(ctx, { asOf: now, known: now });
  onProgress('认定违规……');
  await judgeOlderBreaches(ctx, span);
  onProgress('过错、处置与考核……');
  await assess(ctx, span);
}

/** In the order in which they refer to each other. */
function filesOf(span: Span): File[] {
  const random = createRandom(SEED);
  const organisation = createOrganisation(random, span);
  const customers = createCustomers(random, span, organisation);
  const leaves = createLeaves(random, span, organisation);
  const contacts = () => createContacts(random, span, customers, absencesOf(leaves));
  return [
    { kind: 'institutions', title: '机构', columns: INSTITUTION_COLUMNS, rows: () => institutionRows(organisation) },
    { kind: 'staff', title: '员工', columns: STAFF_COLUMNS, rows: () => staffRows(organisation) },
    { kind: 'customers', title: '客户', columns: CUSTOMER_COLUMNS, rows: () => customerRows(random, customers) },
    { kind: 'custody', title: '管户', columns: CUSTODY_COLUMNS, rows: () => custodyRows(customers) },
    { kind: 'balances', title: '余额', columns: BALANCE_COLUMNS, rows: () => balanceRows(customers) },
    { kind: 'leaves', title: '请假', columns: LEAVE_COLUMNS, rows: () => leaveRows(span, leaves) },
    { kind: 'contacts', title: '联系记录', columns: CONTACT_COLUMNS, rows: () => contactRows(contacts()) },
  ];
}
