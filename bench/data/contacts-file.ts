import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { addDays, type CivilDate } from '../../src/kernel/calendar/index.ts';
import type { Bench } from '../support/bench.ts';
import { nextKey } from '../support/contacts.ts';

const DAYS = 60;
const FLUSH_CHARACTERS = 65_536;

export type ContactLine = {
  key: string;
  customer: { id: number; no: string; institution: number };
  staff: { id: number; no: string };
  day: CivilDate;
};

/** So many new contacts of the last two months, spread over all customers. */
export async function newContacts({ database, ctx }: Bench, count: number, today: CivilDate): Promise<ContactLine[]> {
  const { rows } = await database.pool.query(
    `select k.id, k.no, k.institution_id as institution, s.id as staff_id, s.no as staff_no
     from customer k join staff s on s.id = k.holder_id order by hashint8(k.id + $1) limit $2`,
    [ctx.clock.now().getTime() % 1000, count],
  );
  return Array.from({ length: count }, (_, n) => {
    const { staff_id, staff_no, ...customer } = rows[n % rows.length];
    return { key: nextKey(), customer, staff: { id: staff_id, no: staff_no }, day: addDays(today, -(n % DAYS) - 1) };
  });
}

/** As INTERFACE words the file. */
export function writeContactsFile(path: string, contacts: readonly ContactLine[]): Promise<void> {
  const lines = contacts.map(({ key, customer, staff, day }) => {
    return `${key},${customer.no},${staff.no},${day}T10:20,走访,季度回访,了解了资金安排,否\n`;
  });
  return pipeline(
    Readable.from(chunks(['流水号,客户号,工号,时间,方式,事由,结果,撤回\n', ...lines])),
    createWriteStream(path),
  );
}

/** The same rows as `fact` takes them by COPY. */
export function copyText(contacts: readonly ContactLine[], now: Date): Readable {
  const known = now.toISOString();
  const lines = contacts.map(({ key, customer, staff, day }) => {
    const cells = ['contact', `${key}-copy`, customer.id, staff.id, customer.institution, 'visit', 'batch', day];
    return `${[...cells, `${day} 10:20:00+08`, known, known, 'f', '季度回访', '了解了资金安排'].join('\t')}\n`;
  });
  return Readable.from(chunks(lines));
}

export const COPY_COLUMNS =
  'kind, key, subject_id, actor_id, institution_id, method, origin, biz_date, occurred_at, recorded_at, dated_at, retracted, reason, result';

function* chunks(lines: readonly string[]): Generator<string> {
  let text = '';
  for (const line of lines) {
    text += line;
    if (text.length < FLUSH_CHARACTERS) continue;
    yield text;
    text = '';
  }
  yield text;
}
