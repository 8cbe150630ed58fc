import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeCsv } from '../../src/platform/excel/public.ts';
import { type AscRow, collectAsc, field, readAsc } from './asc.ts';
import { type Loan, loanRows, readLoan } from './loans.ts';
import { createClients, custodyRows, customerRows, institutionRows, staffRows } from './people.ts';
import { balanceRows, type Customer, contactRows } from './positions.ts';
import { accountDays } from './transactions.ts';

/** The kinds of batch files, in the order in which they refer to each other, with their columns. */
export const FILES = {
  institutions: '机构号,机构名称,上级机构号,类型,启用日期,停用日期',
  staff: '工号,姓名,机构号,岗位,主管工号,入职日期,离职日期',
  customers: '客户号,客户名称,类型,机构号,建档日期,证件类型,证件号,联系电话',
  custody: '客户号,起始日期,角色,工号,终止日期',
  balances: '客户号,日期,存款余额,授信金额,贷款余额',
  contacts: '流水号,客户号,工号,时间,方式,录入时间,事由,结果,撤回',
  loans: '借据号,客户号,工号,品种,金额,放款日期,到期日期,余额,五级分类,逾期天数,数据日期',
} as const;

export type ConvertOptions = {
  /** Only the clients and accounts of these districts, by their number in the data; absent: all. */
  districts?: readonly string[];
};

/** Turns the folder of `*.asc` tables into one batch file of each kind, `<kind>.csv` in the folder `to`. */
export async function convertBank(from: string, to: string, { districts }: ConvertOptions = {}): Promise<void> {
  const table = (name: string) => join(from, `${name}.asc`);
  const [places, allAccounts, clients, dispositions, allLoans] = (await Promise.all(
    ['district', 'account', 'client', 'disp', 'loan'].map((name) => collectAsc(table(name))),
  )) as [AscRow[], AscRow[], AscRow[], AscRow[], AscRow[]];
  const accounts = allAccounts.filter((row) => districts?.includes(field(row, 'district_id')) ?? true);
  const isKept = within(accounts);
  const held = dispositions.filter(isKept);
  const known = new Set(held.map((row) => field(row, 'client_id')));
  const people = createClients(
    clients.filter((row) => known.has(field(row, 'client_id'))),
    held,
    accounts,
  );
  const loans = allLoans.filter(isKept).map(readLoan);
  const customerOf = ownersOf(held, people);
  const loanOf = new Map<string, Loan>(loans.map((loan) => [loan.account, loan]));
  const days = () => accountDays(only(readAsc(table('trans-1993')), isKept));
  const rows: Record<keyof typeof FILES, Iterable<string[]> | AsyncIterable<string[]>> = {
    institutions: institutionRows(places),
    staff: staffRows(people),
    customers: customerRows(people),
    custody: custodyRows(people),
    balances: balanceRows(days(), loanOf, customerOf),
    contacts: contactRows(days(), customerOf),
    loans: loanRows(loans, customerOf),
  };
  await mkdir(to, { recursive: true });
  for (const [kind, columns] of Object.entries(FILES)) {
    const content = writeCsv(columns.split(','), Readable.from(rows[kind as keyof typeof FILES]));
    await pipeline(Readable.from(content), createWriteStream(join(to, `${kind}.csv`)));
  }
}

function within(accounts: readonly AscRow[]): (row: AscRow) => boolean {
  const ids = new Set(accounts.map((row) => field(row, 'account_id')));
  return (row) => ids.has(field(row, 'account_id'));
}

async function* only(rows: AsyncIterable<AscRow>, isKept: (row: AscRow) => boolean): AsyncGenerator<AscRow> {
  for await (const row of rows) if (isKept(row)) yield row;
}

/** Whose an account is: money and loans are its owner's, not of those who may dispose of it. */
function ownersOf(dispositions: readonly AscRow[], people: readonly Customer[]): (account: string) => Customer {
  const byNo = new Map(people.map((person) => [person.no, person]));
  const owners = new Map(
    dispositions
      .filter((row) => field(row, 'type') === 'OWNER')
      .map((row) => [field(row, 'account_id'), byNo.get(`K${field(row, 'client_id')}`)]),
  );
  return (account) => {
    const owner = owners.get(account);
    if (!owner) throw new Error(`account ${account} has no owner`);
    return owner;
  };
}

if (import.meta.main) {
  const [from, to] = process.argv.slice(2);
  if (from === undefined || to === undefined) {
    console.error('node examples/berka/convert.ts FOLDER-OF-ASC-FILES FOLDER-FOR-BATCH-FILES');
    process.exitCode = 2;
  } else await convertBank(from, to);
}
