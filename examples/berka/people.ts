import type { CivilDate } from '../../src/kernel/calendar/index.ts';
import { type AscRow, dateOf, field } from './asc.ts';

/** The data begins here: nothing of the bank is known to be older. */
const OPENED_ON = '1993-01-01';
const HEAD_OFFICE = 'CZ';
const CUSTOMERS_PER_MANAGER = 35;
const FEWEST_MANAGERS = 2;

export type Client = {
  no: string;
  name: string;
  birthNumber: string;
  institution: string;
  opened: CivilDate;
  manager: string;
};

/** Head office → regions → districts, the bank's 支行. A district's number is `D` and its number in the data. */
export function institutionRows(districts: readonly AscRow[]): string[][] {
  const regions = [...new Set(districts.map((row) => field(row, 'A3')))];
  return [
    [HEAD_OFFICE, 'Czech bank (PKDD 1999)', '', '总行', OPENED_ON, ''],
    ...regions.map((name, index) => [regionNo(index), name, HEAD_OFFICE, '区域', OPENED_ON, '']),
    ...districts.map((row) => [
      districtNo(field(row, 'A1')),
      field(row, 'A2'),
      regionNo(regions.indexOf(field(row, 'A3'))),
      '支行',
      OPENED_ON,
      '',
    ]),
  ];
}

const regionNo = (index: number) => `R${index + 1}`;
const districtNo = (id: string) => `D${id.padStart(2, '0')}`;

/**
 * Every client, with the account that he owns or may dispose of: its date is when the bank came to know him, its
 * district where he is served. Within a district clients go to its managers in turn, by client number.
 */
export function createClients(
  clients: readonly AscRow[],
  dispositions: readonly AscRow[],
  accounts: readonly AscRow[],
) {
  const accountOf = new Map(dispositions.map((row) => [field(row, 'client_id'), field(row, 'account_id')]));
  const byId = new Map(accounts.map((row) => [field(row, 'account_id'), row]));
  const placed = clients.map((row) => {
    const id = field(row, 'client_id');
    const account = byId.get(accountOf.get(id) ?? '');
    if (!account) throw new Error(`client ${id} has no account`);
    return { row, id: Number(id), account, institution: districtNo(field(account, 'district_id')) };
  });
  const byDistrict = Map.groupBy(
    placed.toSorted((a, b) => a.id - b.id),
    ({ institution }) => institution,
  );
  return [...byDistrict.entries()].toSorted(byKey).flatMap(([institution, members]) => {
    const managers = managersOf(institution, members.length);
    return members.map(({ row, id, account }, index): Client => {
      const birthNumber = field(row, 'birth_number');
      return {
        no: `K${id}`,
        name: nameOf(id, birthNumber),
        birthNumber,
        institution,
        opened: dateOf(field(account, 'date')),
        manager: managers[index % managers.length] as string,
      };
    });
  });
}

/** The data has no names. A woman's birth month is given plus 50. */
function nameOf(id: number, birthNumber: string): string {
  const sex = Number(birthNumber.slice(2, 4)) > 50 ? '女' : '男';
  return `客户${id}（${sex}，19${birthNumber.slice(0, 2)} 年生）`;
}

function managersOf(institution: string, customers: number): string[] {
  const count = Math.max(FEWEST_MANAGERS, Math.ceil(customers / CUSTOMERS_PER_MANAGER));
  return Array.from({ length: count }, (_, index) => `${institution}-${String(index + 1).padStart(2, '0')}`);
}

/** The data has no staff: each district is given a president and the managers that its clients were shared among. */
export function staffRows(clients: readonly Client[]): string[][] {
  const byDistrict = Map.groupBy(clients, ({ institution }) => institution);
  return [...byDistrict.entries()].flatMap(([institution, members]) => {
    const president = `${institution}-00`;
    const managers = [...new Set(members.map(({ manager }) => manager))].toSorted();
    return [
      [president, `行长 ${institution}`, institution, '支行行长', '', OPENED_ON, ''],
      ...managers.map((no) => [no, `经理 ${no}`, institution, '客户经理', president, OPENED_ON, '']),
    ];
  });
}

export function customerRows(clients: readonly Client[]): string[][] {
  return clients.map(({ no, name, institution, opened, birthNumber }) => [
    no,
    name,
    '个人',
    institution,
    opened,
    '出生编号',
    birthNumber,
    '',
  ]);
}

/** One 主办 span from the day the account was opened; the data has no handover, so none is invented. */
export function custodyRows(clients: readonly Client[]): string[][] {
  return clients.map(({ no, opened, manager }) => [no, opened, '主办', manager, '']);
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
