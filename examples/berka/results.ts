import { join } from 'node:path';
import { type CivilDate, civilDateFrom, periodOf } from '../../src/kernel/calendar/index.ts';
import { inspectFile, readTable } from '../../src/platform/excel/public.ts';

/** A duty as `zhanye duties --json` writes it. */
export type Duty = { 规则: string; 对象: string; 锚点: string; 状态: string };

export type Tally = { duties: number; fulfilled: number; breached: number; void: number };

const HALF_YEAR_RULE = 'CUS-1c';

/** The records of a batch file, by their columns' names. */
export async function readBatchFile(folder: string, kind: string): Promise<Record<string, string>[]> {
  const path = join(folder, `${kind}.csv`);
  const records: string[][] = [];
  for await (const batch of readTable(path, await inspectFile(path, path))) {
    for (const { cells } of batch) records.push(cells);
  }
  const [names = [], ...rows] = records;
  return rows.map((cells) => Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])));
}

/** By rule and period, in order. */
export function tallyByPeriod(duties: readonly Duty[]): { rule: string; period: string; tally: Tally }[] {
  const groups = Map.groupBy(duties, (duty) => `${duty.规则}|${periodLabel(duty)}`);
  return [...groups.entries()].toSorted().map(([key, members]) => {
    const [rule = '', period = ''] = key.split('|');
    return { rule, period, tally: tally(members) };
  });
}

function periodLabel({ 规则, 锚点 }: Duty): string {
  return periodOf(规则 === HALF_YEAR_RULE ? 'halfYear' : 'month', civilDateFrom(锚点)).label;
}

export function tally(duties: readonly Duty[]): Tally {
  const count = (status: string) => duties.filter((duty) => duty.状态 === status).length;
  return { duties: duties.length, fulfilled: count('fulfilled'), breached: count('breached'), void: count('void') };
}

export type DistrictResult = { no: string; name: string; customers: number; tally: Tally; kept: number };

/** Districts by the share of their half-year contacts that were kept, best first; among equals the larger first. */
export function rankDistricts(
  duties: readonly Duty[],
  customers: readonly Record<string, string>[],
  institutions: readonly Record<string, string>[],
): DistrictResult[] {
  const placeOf = new Map(customers.map((row) => [row.客户号, row.机构号 ?? '']));
  const names = new Map(institutions.map((row) => [row.机构号 ?? '', row.机构名称 ?? '']));
  const owed = duties.filter((duty) => duty.规则 === HALF_YEAR_RULE && duty.状态 !== 'void');
  const results = [...Map.groupBy(owed, (duty) => placeOf.get(duty.对象) ?? '')].map(([no, members]) => {
    const counts = tally(members);
    const served = new Set(members.map((duty) => duty.对象)).size;
    return { no, name: names.get(no) ?? no, customers: served, tally: counts, kept: counts.fulfilled / counts.duties };
  });
  return results.toSorted((a, b) => b.kept - a.kept || b.tally.duties - a.tally.duties || (a.no < b.no ? -1 : 1));
}

/** The tier amount `max(存款余额, 授信金额)` of each customer with a balance on that day, in ascending order. */
export function tierAmounts(balances: readonly Record<string, string>[], on: CivilDate): number[] {
  const inForce = new Map<string, Record<string, string>>();
  for (const row of balances) {
    const known = inForce.get(row.客户号 ?? '');
    if ((row.日期 ?? '') <= on && (!known || (known.日期 ?? '') < (row.日期 ?? ''))) inForce.set(row.客户号 ?? '', row);
  }
  const amounts = [...inForce.values()].map((row) => Math.max(Number(row.存款余额), Number(row.授信金额)));
  return amounts.toSorted((a, b) => a - b);
}

/** The amount that this share of the customers stays below. */
export function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.floor(share * ascending.length)] ?? 0;
}
