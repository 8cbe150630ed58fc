import type { Db } from '../../../platform/db/database.ts';
import { inTransaction } from '../../../platform/db/transaction.ts';
import { recordDays } from './day-ledger.ts';
import { listPublishedYears, markPublished } from './published-years.ts';
import { noticeDays, noticeYears } from './state-council.ts';

/**
 * The notices are public knowledge: whatever moment of knowledge an evaluation is replayed at, it may use them. So they
 * are known from an instant before any of the bank's own data.
 */
const ALWAYS_KNOWN = new Date('1970-01-01T00:00:00Z');
const SOURCE = '国务院办公厅关于部分节假日安排的通知';

/**
 * Brings the bank's calendar the holidays and make-up workdays of the State Council's notices (依据 RUL-4). Years that
 * are already published are left alone, so it can run at every start: a newer package adds its new year.
 */
export function seedCalendar(db: Db): Promise<void> {
  return inTransaction(db, async (transaction) => {
    const published = new Set((await listPublishedYears(transaction)).map(({ year }) => year));
    const missing = noticeYears().filter((year) => !published.has(year));
    const days = noticeDays().filter(({ day }) => missing.includes(Number(day.slice(0, 4))));
    await recordDays(transaction, null, days, ALWAYS_KNOWN);
    await markPublished(transaction, missing, SOURCE, ALWAYS_KNOWN);
  });
}
